import {
  to = onoff_member.anna
  identity = {
    id = "mem_000001"
  }
}
