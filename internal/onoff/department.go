package onoff

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strings"
)

// Department is a group of members. It can hold numbers of its own.
type Department struct {
	ID string

	// Name is unique without regard to letter case.
	Name string

	// NumberIDs are the numbers that the department itself holds.
	NumberIDs []string
}

type departmentWire struct {
	ID           text `json:"id"`
	Name         text `json:"name"`
	NumberIDRefs refs `json:"numberIdRefs"`
}

func (w departmentWire) id() text { return w.ID }

func (w departmentWire) value() Department {
	return Department{ID: string(w.ID), Name: string(w.Name), NumberIDs: w.NumberIDRefs}
}

type departmentPage struct {
	Items []departmentWire `json:"departments"`
	Next  text             `json:"nextOffset"`
}

type departmentWriteWire struct {
	Name string `json:"name"`
}

// DepartmentPages lists the departments page by page. A page can be empty without being the last.
func (c *Client) DepartmentPages(ctx context.Context) iter.Seq2[[]Department, error] {
	return pages("list departments", "/departments", func(cursor string) ([]Department, string, error) {
		return c.DepartmentPage(ctx, cursor)
	})
}

// DepartmentPage gives the page of departments at a cursor, see MemberPage.
func (c *Client) DepartmentPage(ctx context.Context, cursor string) ([]Department, string, error) {
	return page(ctx, c, "list departments", "/departments", url.Values{}, cursor, func(raw []byte) ([]Department, string, error) {
		page := departmentPage{Items: room[departmentWire]()}
		return unpack[Department](raw, &page, &page.Items, &page.Next)
	})
}

// Departments lists the departments one by one.
func (c *Client) Departments(ctx context.Context) iter.Seq2[Department, error] {
	return each(c.DepartmentPages(ctx))
}

// GetDepartment reads one department.
func (c *Client) GetDepartment(ctx context.Context, id string) (*Department, error) {
	call := call{op: "read department", method: http.MethodGet, route: "/departments/{departmentId}", param: id}
	return one[Department, departmentWire](ctx, c, call, departmentWire{})
}

// CreateDepartment makes a department.
func (c *Client) CreateDepartment(ctx context.Context, name string) (*Department, error) {
	call := call{
		op: "create department", method: http.MethodPost, route: "/departments",
		body: departmentWriteWire{Name: name}, naturalKey: strings.ToLower(name),
	}
	return one[Department](ctx, c, call, departmentWire{Name: text(name)})
}

// UpdateDepartment renames a department.
func (c *Client) UpdateDepartment(ctx context.Context, id, name string) (*Department, error) {
	call := call{
		op: "update department", method: http.MethodPatch, route: "/departments/{departmentId}", param: id,
		body: departmentWriteWire{Name: name},
	}
	return one[Department](ctx, c, call, departmentWire{Name: text(name)})
}

// DeleteDepartment deletes a department. The service refuses while it has members or numbers.
func (c *Client) DeleteDepartment(ctx context.Context, id string) error {
	return c.do(ctx, call{op: "delete department", method: http.MethodDelete, route: "/departments/{departmentId}", param: id})
}
