package planbook

// Department enters what a department block claims, and returns the rules that the plan breaks by it.
func (b *Book) Department(c DepartmentClaim) []Violation {
	b.mu.Lock()
	defer b.mu.Unlock()

	name, has := c.Name.get()
	if !has {
		return nil
	}
	if id, has := c.ID.get(); has {
		b.shownDept[id] = name
	}
	fresh := c.Prior == nil || fold(c.Prior.Name) != fold(name)
	if other, clash := b.departments.claim(c.Instance, fold(name), fresh, name); clash {
		return []Violation{&DepartmentNameTwice{Names: inOrder(name, other)}}
	}
	return nil
}
