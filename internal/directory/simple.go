package directory

import (
	"iter"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

func collect[T any](all iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for item, err := range all {
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, nil
}

func gone(err error) error {
	if onoff.NotFound(err) {
		return nil
	}
	return err
}
