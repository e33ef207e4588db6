package provider_test

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }
