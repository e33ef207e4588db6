package directory

import (
	"context"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Department is the department with this ID.
func (d *Directory) Department(ctx context.Context, id string, _ ...ReadOption) (onoff.Department, error) {
	f, err := d.client.GetDepartment(ctx, id)
	return value(f, err)
}

// DepartmentByName is the department with this name, whatever its letter case.
func (d *Directory) DepartmentByName(ctx context.Context, name string, _ ...ReadOption) (onoff.Department, error) {
	return find(d.client.Departments(ctx), "department", name, func(f onoff.Department) bool { return strings.EqualFold(f.Name, name) })
}

// Departments are all departments.
func (d *Directory) Departments(ctx context.Context) ([]onoff.Department, error) {
	return collect(d.client.Departments(ctx))
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
