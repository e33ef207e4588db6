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
	return d.departments.get(ctx, nameKey(name), nil, careOf(options).glance)
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
	return d.client.CreateDepartment(ctx, name)
}

// UpdateDepartment renames a department.
func (d *Directory) UpdateDepartment(ctx context.Context, id, name string) (*onoff.Department, error) {
	return d.client.UpdateDepartment(ctx, id, name)
}

// DeleteDepartment deletes a department. One that is gone already is fine.
func (d *Directory) DeleteDepartment(ctx context.Context, id string) error {
	return gone(d.client.DeleteDepartment(ctx, id))
}
