// Package number is the data sources onoff_number and onoff_numbers: phone numbers, in the pool or
// assigned, with who has them.
//
// There is no resource of this name: numbers come and go on the service's side, and what Terraform
// manages is who has one (package numberassignment). The API's numbers don't say who has them, so the
// holder is joined from members and departments, and only if the answer isn't known without.
package number
