module "office" {
  source = "./office"
}

module "branch" {
  source = "./branch"
}
