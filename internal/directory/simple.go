package directory

import (
	"iter"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

func value[T any](v *T, err error) (T, error) {
	if err != nil {
		var zero T
		return zero, err
	}
	return *v, nil
}

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

func find[T any](all iter.Seq2[T, error], noun, key string, fits func(T) bool) (T, error) {
	var zero T
	for item, err := range all {
		if err != nil {
			return zero, err
		}
		if fits(item) {
			return item, nil
		}
	}
	return zero, onoff.Absent(noun, key)
}

func gone(err error) error {
	if onoff.NotFound(err) {
		return nil
	}
	return err
}
