package simulator

import (
	"net/http"
	"slices"
)

type departmentBody struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	NumberIDRefs []string `json:"numberIdRefs"`
}

func showDepartment(d *department) departmentBody {
	return departmentBody{ID: d.id, Name: d.name, NumberIDRefs: idsOf(d.numbers)}
}

func (s *Simulator) listDepartments(c *call) (reply, *refusal) {
	return listPage(s, c, "departments", "", slices.Values(s.org.departments.inOrder), showDepartment)
}

func (s *Simulator) createDepartment(c *call) (reply, *refusal) {
	f := readForm(c.body, "name")
	f.require("name")
	name := f.text("name")
	if f.refused != nil {
		return reply{}, f.refused
	}
	d, refused := s.org.createDepartment(*name)
	if refused != nil {
		return reply{}, refused
	}
	key := fold(d.name)
	return reply{
		status: http.StatusCreated,
		body:   showDepartment(d),
		stands: func(o *organisation) bool { return o.byDepartmentName[key] == d },
	}, nil
}

// theDepartment is the one that the path names.
func (s *Simulator) theDepartment(c *call) (*department, *refusal) {
	if d := s.org.departments.byID[c.value]; d != nil {
		return d, nil
	}
	return nil, gone("department")
}

func (s *Simulator) getDepartment(c *call) (reply, *refusal) {
	d, refused := s.theDepartment(c)
	if refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusOK, body: showDepartment(d)}, nil
}

func (s *Simulator) updateDepartment(c *call) (reply, *refusal) {
	f := readForm(c.body, "name")
	f.require("name")
	name := f.text("name")
	if f.refused != nil {
		return reply{}, f.refused
	}
	d, refused := s.theDepartment(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.org.renameDepartment(d, *name); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusOK, body: showDepartment(d)}, nil
}

func (s *Simulator) deleteDepartment(c *call) (reply, *refusal) {
	d, refused := s.theDepartment(c)
	if refused != nil {
		return reply{}, refused
	}
	if refused := s.org.deleteDepartment(d); refused != nil {
		return reply{}, refused
	}
	return reply{status: http.StatusNoContent}, nil
}
