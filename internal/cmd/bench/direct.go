package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
)

// parallelism is how many objects a CLI works on at a time, unless it's told otherwise.
const parallelism = 10

// walk is a configured provider in this process, spoken to as a CLI would.
type walk struct {
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

func newWalk(ctx context.Context, environment map[string]string) (*walk, error) {
	server := provider.NewServer("0.0.0-bench", provider.WithEnvironment(
		func(name string) (string, bool) { value, set := environment[name]; return value, set }))()
	w := &walk{server: server}
	var err error
	if w.schema, err = server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		return nil, err
	}
	config, err := encode(w.schema.Provider.ValueType(), object{})
	if err != nil {
		return nil, err
	}
	configured, err := server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.14.0"})
	if err != nil {
		return nil, err
	}
	return w, failure(configured.Diagnostics)
}

// encoded is a block as the protocol has it.
type encoded struct {
	typeName      string
	config, state *tfprotov6.DynamicValue
}

func (w *walk) encode(blocks []block) ([]encoded, error) {
	all := make([]encoded, 0, len(blocks))
	types := map[string]tftypes.Type{}
	for _, b := range blocks {
		if types[b.typeName] == nil {
			types[b.typeName] = w.schema.ResourceSchemas[b.typeName].ValueType()
		}
		config, err := encode(types[b.typeName], b.config)
		if err != nil {
			return nil, err
		}
		one := encoded{typeName: b.typeName, config: config}
		var state any = b.state
		if b.state == nil {
			state = nil
		}
		if one.state, err = encode(types[b.typeName], state); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func encode(t tftypes.Type, value any) (*tfprotov6.DynamicValue, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	read := tftypes.NewValue(t, nil)
	if value != nil {
		if read, err = (&tfprotov6.RawState{JSON: text}).Unmarshal(t); err != nil {
			return nil, err
		}
	}
	dynamic, err := tfprotov6.NewDynamicValue(t, read)
	return &dynamic, err
}

// plan refreshes and plans all, in random order, and wants nothing changed.
func (w *walk) plan(ctx context.Context, all []encoded) error {
	return w.each(all, func(one encoded) error {
		read, err := w.server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: one.typeName, CurrentState: one.state})
		if err != nil {
			return err
		}
		if err := failure(read.Diagnostics); err != nil {
			return err
		}
		planned, err := w.change(ctx, one, read.NewState, read.NewState)
		if err != nil {
			return err
		}
		if !bytes.Equal(planned.PlannedState.MsgPack, one.state.MsgPack) {
			return errors.New("the plan isn't empty")
		}
		return nil
	})
}

// create plans and makes all, in random order.
func (w *walk) create(ctx context.Context, all []encoded) error {
	return w.each(all, func(one encoded) error {
		planned, err := w.change(ctx, one, one.state, one.config)
		if err != nil {
			return err
		}
		applied, err := w.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
			TypeName: one.typeName, PriorState: one.state, PlannedState: planned.PlannedState, Config: one.config, PlannedPrivate: planned.PlannedPrivate,
		})
		if err != nil {
			return err
		}
		return failure(applied.Diagnostics)
	})
}

func (w *walk) change(ctx context.Context, one encoded, prior, proposed *tfprotov6.DynamicValue) (*tfprotov6.PlanResourceChangeResponse, error) {
	valid, err := w.server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: one.typeName, Config: one.config})
	if err != nil {
		return nil, err
	}
	if err := failure(valid.Diagnostics); err != nil {
		return nil, err
	}
	planned, err := w.server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: one.typeName, PriorState: prior, ProposedNewState: proposed, Config: one.config,
	})
	if err != nil {
		return nil, err
	}
	return planned, failure(planned.Diagnostics)
}

func (w *walk) each(all []encoded, work func(encoded) error) error {
	todo := make(chan encoded, len(all))
	for _, i := range rand.New(rand.NewPCG(uint64(len(all)), 1)).Perm(len(all)) {
		todo <- all[i]
	}
	close(todo)
	errs := make([]error, parallelism)
	var workers sync.WaitGroup
	for i := range parallelism {
		workers.Go(func() {
			for one := range todo {
				if err := work(one); err != nil {
					errs[i] = fmt.Errorf("%s: %w", one.typeName, err)
					return
				}
			}
		})
	}
	workers.Wait()
	return errors.Join(errs...)
}

func failure(diags []*tfprotov6.Diagnostic) error {
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return fmt.Errorf("%s: %s", d.Summary, d.Detail)
		}
	}
	return nil
}

// measureDirect configures a provider in this process and does the work. Preparing it isn't counted.
func measureDirect(ctx context.Context, environment map[string]string, blocks []block, work func(*walk, context.Context, []encoded) error) (time.Duration, error) {
	w, err := newWalk(ctx, environment)
	if err != nil {
		return 0, err
	}
	all, err := w.encode(blocks)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	err = work(w, ctx, all)
	return time.Since(began), err
}
