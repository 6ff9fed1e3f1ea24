package report

import (
	"archive/zip"
	"encoding/json"
	"strings"
)

const waczHint = "get the file again from its source; what can be read is read"

// A dataPackage is what a WACZ says of its files (Frictionless Data Package).
type dataPackage struct {
	Resources []struct {
		Path string `json:"path"`
		Hash string `json:"hash"`
	} `json:"resources"`
}

// readWACZ checks the files of a WACZ against the digests in its datapackage.json
// and reads its web archives. A digest that does not hold is said, and the rest
// is read all the same: what was changed may be an index.
func readWACZ(s *session, in *input, y yield) bool {
	if err := s.tooDeep(in); err != nil {
		return y(nil, err)
	}
	z, err := s.openZIP(in)
	if err != nil {
		return y(nil, err)
	}
	want, problems := s.waczDigests(in, z)
	for _, p := range problems {
		if !y(nil, p) {
			return false
		}
	}
	for i, f := range z.File {
		digest, listed := want[f.Name]
		archive := strings.HasPrefix(f.Name, "archive/") && !skipMember(f.Name)
		delete(want, f.Name)
		if !archive && !listed {
			continue
		}
		if i >= s.bounds.Members {
			return y(nil, s.tooMany(in, "members"))
		}
		m, err := s.unzip(in, f)
		if err == nil && !digestHolds(digest, m.data) {
			err = m.refuse("its bytes do not match the digest in datapackage.json", waczHint, nil)
		}
		if s.ctx.Err() != nil {
			y(nil, s.ctx.Err())
			return false
		}
		if err != nil && !y(nil, err) {
			return false
		}
		if archive && m != nil && !s.read(m, y) {
			return false
		}
		if s.spent() {
			return true
		}
	}
	return s.waczMissing(in, z, want, y)
}

// waczDigests gives the digest of each listed file, and what is wrong with the
// list itself.
func (s *session) waczDigests(in *input, z *zip.Reader) (want map[string]string, problems []error) {
	want = map[string]string{}
	var list, sum *input
	for _, f := range z.File {
		var err error
		switch {
		case f.Name == "datapackage.json" && list == nil:
			list, err = s.unzip(in, f)
		case f.Name == "datapackage-digest.json" && sum == nil:
			sum, err = s.unzip(in, f)
		}
		if err != nil {
			problems = append(problems, err)
		}
	}
	if list == nil {
		return want, append(problems, in.refuse("no datapackage.json, so its files cannot be checked", waczHint, nil))
	}
	var p dataPackage
	if err := json.Unmarshal(list.data, &p); err != nil {
		return want, append(problems, list.refuse("not valid JSON, so the files cannot be checked", waczHint, err))
	}
	for _, r := range p.Resources {
		want[r.Path] = r.Hash
	}
	var d struct {
		Hash string `json:"hash"`
	}
	if sum != nil {
		if err := json.Unmarshal(sum.data, &d); err == nil && !digestHolds(d.Hash, list.data) {
			problems = append(problems, list.refuse("its bytes do not match datapackage-digest.json", waczHint, nil))
		}
	}
	return want, problems
}

// waczMissing says which listed files are not there, in the order of the list's
// names.
func (s *session) waczMissing(in *input, z *zip.Reader, want map[string]string, y yield) bool {
	there := map[string]bool{}
	for _, f := range z.File {
		there[f.Name] = true
	}
	for _, name := range sortedKeys(want) {
		if !there[name] && !y(nil, in.member(name, nil).refuse("listed in datapackage.json, and missing", waczHint, nil)) {
			return false
		}
	}
	return true
}
