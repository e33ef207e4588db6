package simulator

func (o *organisation) checkDepartmentName(name string, own *department) *refusal {
	if blank(name) {
		return invalid("name.invalid", "name is empty.")
	}
	if other := o.byDepartmentName[fold(name)]; other != nil && other != own {
		return conflict("department.nameTaken", "Another department has this name.")
	}
	return nil
}

func (o *organisation) createDepartment(name string) (*department, *refusal) {
	if no := o.checkDepartmentName(name, nil); no != nil {
		return nil, no
	}
	d := &department{entry: entry{id: o.newID()}, name: name}
	o.addDepartment(d)
	return d, nil
}

func (o *organisation) addDepartment(d *department) {
	o.departments.add(d)
	o.byDepartmentName[fold(d.name)] = d
}

func (o *organisation) renameDepartment(d *department, name string) *refusal {
	if no := o.checkDepartmentName(name, d); no != nil {
		return no
	}
	delete(o.byDepartmentName, fold(d.name))
	d.name = name
	o.byDepartmentName[fold(name)] = d
	return nil
}

func (o *organisation) deleteDepartment(d *department) *refusal {
	if d.members > 0 {
		return conflict("department.hasMembers", "The department still has members: %d.", d.members)
	}
	if len(d.numbers) > 0 {
		return conflict("department.hasNumbers", "The department still has numbers: %d.", len(d.numbers))
	}
	delete(o.byDepartmentName, fold(d.name))
	o.departments.remove(d)
	return nil
}
