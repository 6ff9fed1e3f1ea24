package report

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Files expands folders in paths into the files under them, in the order of
// their names; everything else stays as it was given. Hidden files and folders,
// devices, sockets and the parts of saved pages inside a folder are passed over; a
// link is followed, and a folder that was already visited is not visited again,
// so loops end.
//
// The error joins a *Refusal for each folder that cannot be read; the files
// found are returned all the same.
func Files(paths []string) ([]string, error) {
	var (
		files []string
		errs  []error
	)
	for _, p := range paths {
		if info, err := os.Stat(p); err != nil || !info.IsDir() {
			files = append(files, p) // its reader says what is wrong
			continue
		}
		w := walker{seen: map[string]bool{}}
		w.folder(p)
		files, errs = append(files, w.files...), append(errs, w.errs...)
	}
	return files, errors.Join(errs...)
}

type walker struct {
	seen  map[string]bool // folders, by their path without links
	files []string
	errs  []error
}

func (w *walker) folder(dir string) {
	home, err := filepath.EvalSymlinks(dir)
	if err == nil {
		home, err = filepath.Abs(home)
	}
	if err != nil {
		w.refuse(dir, err)
		return
	}
	if w.seen[home] {
		return
	}
	w.seen[home] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.refuse(dir, err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if skipMember(e.Name()) {
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			if e.Type()&fs.ModeSymlink == 0 {
				w.refuse(path, err)
			} // a link to nothing is nothing to read
		case info.IsDir():
			w.folder(path)
		case info.Mode().IsRegular():
			w.files = append(w.files, path)
		}
	}
}

func (w *walker) refuse(path string, err error) {
	reason := err
	var pe *fs.PathError
	if errors.As(err, &pe) {
		reason = pe.Err
	}
	w.errs = append(w.errs, &Refusal{Name: path, Reason: "cannot be opened: " + reason.Error(), Hint: "check its permissions", Err: err})
}
