package acctest

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Attrs is an object in plain Go: string, bool, int, float64, nil, []any, []string and Attrs. What
// isn't named is null. [Unknown] is a value that isn't known yet.
type Attrs = map[string]any

// Unknown is a value that is known after apply.
var Unknown = unknown{}

type unknown struct{}

func (unknown) String() string { return "(known after apply)" }

// toTerraform makes a value of a type. It panics on what can't be of the type: the test is wrong.
func toTerraform(t tftypes.Type, v any) tftypes.Value {
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(t, nil)
	case unknown:
		return tftypes.NewValue(t, tftypes.UnknownValue)
	case string:
		return tftypes.NewValue(t, v)
	case bool:
		return tftypes.NewValue(t, v)
	case int:
		return tftypes.NewValue(t, big.NewFloat(float64(v)))
	case int64:
		return tftypes.NewValue(t, big.NewFloat(float64(v)))
	case float64:
		return tftypes.NewValue(t, big.NewFloat(v))
	case []string:
		elements := make([]any, 0, len(v))
		for _, e := range v {
			elements = append(elements, e)
		}
		return toTerraform(t, elements)
	case []any:
		elements := make([]tftypes.Value, 0, len(v))
		for _, e := range v {
			elements = append(elements, toTerraform(elementType(t), e))
		}
		return tftypes.NewValue(t, elements)
	case Attrs:
		return objectOf(t, v)
	}
	panic(fmt.Sprintf("acctest: a %T can't be a %s", v, t))
}

func elementType(t tftypes.Type) tftypes.Type {
	switch t := t.(type) {
	case tftypes.List:
		return t.ElementType
	case tftypes.Set:
		return t.ElementType
	}
	panic(fmt.Sprintf("acctest: a list can't be a %s", t))
}

func objectOf(t tftypes.Type, attrs Attrs) tftypes.Value {
	values := map[string]tftypes.Value{}
	switch t := t.(type) {
	case tftypes.Map:
		for name, v := range attrs {
			values[name] = toTerraform(t.ElementType, v)
		}
	case tftypes.Object:
		for name, attribute := range t.AttributeTypes {
			values[name] = toTerraform(attribute, attrs[name])
		}
		for name := range attrs {
			if _, there := t.AttributeTypes[name]; !there {
				panic(fmt.Sprintf("acctest: there is no attribute %s", name))
			}
		}
	default:
		panic(fmt.Sprintf("acctest: an object can't be a %s", t))
	}
	return tftypes.NewValue(t, values)
}

// toGo is the reverse of toTerraform. Numbers become int if they are whole, else float64.
func toGo(v tftypes.Value) any {
	switch {
	case v.IsNull():
		return nil
	case !v.IsKnown():
		return Unknown
	}
	t := v.Type()
	switch {
	case t.Is(tftypes.String):
		return must[string](v)
	case t.Is(tftypes.Bool):
		return must[bool](v)
	case t.Is(tftypes.Number):
		number := must[*big.Float](v)
		if whole, accuracy := number.Int64(); accuracy == big.Exact {
			return int(whole)
		}
		fraction, _ := number.Float64()
		return fraction
	case t.Is(tftypes.Object{}) || t.Is(tftypes.Map{}):
		attrs := Attrs{}
		for name, e := range must[map[string]tftypes.Value](v) {
			attrs[name] = toGo(e)
		}
		return attrs
	default:
		elements := []any{}
		for _, e := range must[[]tftypes.Value](v) {
			elements = append(elements, toGo(e))
		}
		return elements
	}
}

func must[T any](v tftypes.Value) T {
	into := new(T)
	if err := v.As(into); err != nil {
		panic(fmt.Sprintf("acctest: %v", err))
	}
	return *into
}

func encode(v tftypes.Value) *tfprotov6.DynamicValue {
	encoded, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		panic(fmt.Sprintf("acctest: %v", err))
	}
	return &encoded
}

func decode(t tftypes.Type, v *tfprotov6.DynamicValue) tftypes.Value {
	if v == nil {
		return tftypes.NewValue(t, nil)
	}
	decoded, err := v.Unmarshal(t)
	if err != nil {
		panic(fmt.Sprintf("acctest: %v", err))
	}
	return decoded
}
