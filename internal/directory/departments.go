package directory

import (
	"context"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Department is the department with this ID.
func (d *Directory) Department(ctx context.Context, id string, options ...ReadOption) (onoff.Department, error) {
	return d.departments.get(ctx, idKey(id), d.askDepartment(id), careOf(options).glance)
}

// DepartmentByName is the department with this name, whatever its letter case.
func (d *Directory) DepartmentByName(ctx context.Context, name string, options ...ReadOption) (onoff.Department, error) {
	return find(ctx, d.departments, nameKey(name), nil, options)
}

// Departments are all departments.
func (d *Directory) Departments(ctx context.Context) ([]onoff.Department, error) {
	return d.departments.all(ctx)
}

func (d *Directory) askDepartment(id string) *question[onoff.Department] {
	return &question[onoff.Department]{
		kind: "one department",
		name: "department " + id,
		ask: func(ctx context.Context) ([]onoff.Department, bool, error) {
			return single(d.client.GetDepartment(ctx, id))
		},
	}
}

// CreateDepartment creates a department.
func (d *Directory) CreateDepartment(ctx context.Context, name string) (*onoff.Department, error) {
	return create(ctx, d, creation[onoff.Department]{
		noun:  "department",
		name:  name,
		key:   nameKey(name),
		in:    d.departments,
		send:  func(ctx context.Context) (*onoff.Department, error) { return d.client.CreateDepartment(ctx, name) },
		same:  func(f onoff.Department) bool { return f.Name == name && len(f.NumberIDs) == 0 },
		taken: onoff.CodeDepartmentNameTaken,
		slot:  slot{slotDepartmentName, nameKey(name).value},
	})
}

// UpdateDepartment renames a department.
func (d *Directory) UpdateDepartment(ctx context.Context, id, name string) (*onoff.Department, error) {
	var updated *onoff.Department
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) (err error) {
			if updated, err = d.client.UpdateDepartment(ctx, id, name); err != nil {
				return err
			}
			before, _ := d.departments.peek(idKey(id))
			d.made.claim("department", id, false)
			d.departments.put(*updated)
			d.progress.free(slot{slotDepartmentName, nameKey(before.Name).value})
			return nil
		},
		slots: func(err error) []slot {
			if onoff.HasCode(err, onoff.CodeDepartmentNameTaken) {
				return []slot{{slotDepartmentName, nameKey(name).value}}
			}
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return updated, nil
}

// DeleteDepartment deletes a department. One that is gone already is fine.
func (d *Directory) DeleteDepartment(ctx context.Context, id string) error {
	if d.made.keeps("department", id) {
		d.sayKept(ctx)
		return nil
	}
	err := d.progress.run(ctx, write{
		try: func(ctx context.Context, _ bool) error {
			if err := gone(d.client.DeleteDepartment(ctx, id)); err != nil {
				return err
			}
			before, _ := d.departments.peek(idKey(id))
			d.made.release("department", id)
			d.departments.evict(id)
			d.progress.free(slot{slotDepartmentName, nameKey(before.Name).value})
			return nil
		},
		slots: func(err error) []slot {
			switch {
			case onoff.HasCode(err, onoff.CodeDepartmentHasMembers):
				return []slot{{slotDepartment, id}}
			case onoff.HasCode(err, onoff.CodeDepartmentHasNumbers):
				return []slot{{slotHeld, id}}
			}
			return nil
		},
	})
	d.sayWhoIsIn(ctx, err, id)
	d.sayWhatHolderHas(ctx, err, Holder{DepartmentID: id})
	return err
}
