resource "onoff_department" "new" {
  name = "Jardinerie"
}
