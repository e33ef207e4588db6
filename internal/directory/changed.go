package directory

// Changed reports whether this run has changed anything, or is about to. Until then it may be a plan.
func (d *Directory) Changed() bool {
	p := d.progress
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.gains > 0 || p.active > 0
}
