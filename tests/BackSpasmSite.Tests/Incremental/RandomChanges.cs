using System.Globalization;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Incremental;

/// <summary>A small content folder that is changed at random, in every way that one save can differ from another.</summary>
internal sealed class RandomChanges : IDisposable
{
    private const int Papers = 6;

    public static readonly string[] Vocabulary = ["zebra", "horse", "camel", "otter", "heron", "badger", "weasel", "falcon", "walrus", "magpie"];

    private readonly Random _random;
    private readonly ContentOnDisk _content = ContentOnDisk.From("");
    private readonly Dictionary<string, Draft> _articles = new(StringComparer.Ordinal);

    /// <summary>What was changed since the last listing.</summary>
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>The files besides articles of which readers have an earlier version, at least in part.</summary>
    private readonly HashSet<string> _faulty = new(StringComparer.Ordinal);

    private DateTime _written = new(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);
    private int _names;

    public RandomChanges(Random random)
    {
        _random = random;
        Folder = new ContentFolder(_content.Path);
        while (_faulty.Count > 0 || _changed.Count == 0)
        {
            WritePeople();
            WritePapers();
            WriteSite();
        }

        Write("images/dot.svg", Drawing(5));
        Write("pages/about.md", "---\ntitle: \"About\"\n---\nAbout ![Dot](/images/dot.svg).\n");
        for (var i = 0; i < 15; i++) Add();
        Listing = Folder.List();
        _changed.Clear();
    }

    public ContentFolder Folder { get; }

    /// <summary>Outside the content folder.</summary>
    public string DataPath => _content.Parent;

    public DateTimeOffset Now { get; private set; } = ContentOnDisk.Today;

    public ContentListing Listing { get; private set; }

    /// <summary>Whether readers have people, papers, settings and pages as they are on the disk.</summary>
    public bool HasSoundData => _faulty.Count == 0;

    public void Dispose() => _content.Dispose();

    public EditionBuilder Builder() => new(Folder, drafts: false);

    /// <summary>The bytes of an article's file; null if it is none.</summary>
    public byte[]? BytesOf(string path) => new FileInfo(_content.FullPath(path)) is { Exists: true, LinkTarget: null } file ? File.ReadAllBytes(file.FullName) : null;

    /// <summary>Lists the folder as the site does: only what changed if that is enough, and all of it from time to time.</summary>
    public void List()
    {
        var whole = Folder.List();
        var updated = Chance(4) ? null : ContentFolder.Update(Listing, _changed);
        if (updated is not null) Assert.True(updated.Shows(whole), "A listing of the changed files is not the whole listing.");
        Listing = updated ?? whole;
        _changed.Clear();
    }

    /// <returns>What was done.</returns>
    public string Change() => _random.Next(100) switch
    {
        < 37 => Edit(),
        < 47 => Break(),
        < 54 => Mend(),
        < 58 => Add(),
        < 62 => Remove(),
        < 66 => Rename(),
        < 70 => Overwrite(),
        < 72 => Touch(),
        < 77 => NextDay(),
        < 80 => WritePeople(),
        < 86 => WritePapers(),
        < 88 => WriteRetractions(),
        < 90 => WriteSite(),
        < 91 => WriteSynonyms(),
        < 92 => WritePage(),
        _ => ChangePicture(),
    };

    private string Edit()
    {
        var (name, draft) = Any();
        switch (_random.Next(9))
        {
            case 0: draft.Cited = SomePapers(); break;
            case 1: draft.Numbered = SomePapers(); break;
            case 2: draft.IsDraft = !draft.IsDraft; break;
            case 3: draft.Published = Chance(2) ? "2026-11-01" : Day(_random.Next(-3, 4)); break;
            case 4: draft.Withdrawn = draft.Withdrawn is null ? Day(_random.Next(-3, 1)) : null; break;
            case 5: draft.Modified = draft.Modified is null ? Day(_random.Next(-2, 3)) : null; break;
            case 6: draft.Corrections = Chance(3) ? [] : [.. draft.Corrections, $"{{ date: {Day(_random.Next(-3, 1))}, note: \"{Words(4)}\" }}"]; break;
            case 7: (draft.Title, draft.Author, draft.Topics) = (Words(2), Chance(3) ? "ben" : "ann", Chance(2) ? "heat" : "heat, cold"); break;
            default: draft.Text = Words(6); break;
        }

        Write(name, draft.ToString());
        return $"edit {name}: {draft.ToString().ReplaceLineEndings(" ")}";
    }

    private string Break()
    {
        var (name, draft) = Any();
        switch (_random.Next(10))
        {
            case 0: draft.More = "\n::: unknown\nText.\n:::\n"; break;
            case 1: draft.Author = "nobody"; break;
            case 2: draft.More = " And [@unknown]."; break;
            case 3: Write(name, "---\ntitle: \"Open\n---\nText.\n"); return $"broken YAML in {name}";
            case 4: Write(name, ""); return $"empty {name}";
            case 5: MakeFolder(name); return $"folder {name}";
            case 6: MakeLink(name, "nothing.md"); return $"dangling link {name}";
            case 7: MakeLink(name, "/etc/passwd"); return $"link out {name}";
            case 8: Write(name, [0x2d, 0xff, 0xc3]); return $"not UTF-8 {name}";
            default: draft.More = " See [more](gone.md) and (9)."; break;
        }

        Write(name, draft.ToString());
        return $"break {name}: {draft.ToString().ReplaceLineEndings(" ")}";
    }

    private string Mend()
    {
        var (name, draft) = Any();
        (draft.More, draft.Author) = ("", "ann");
        Write(name, draft.ToString());
        return $"mend {name}";
    }

    private string Add()
    {
        // Names whose order with and without the extension differs.
        var number = _names++ % 40;
        var name = $"articles/{(char)('a' + (number % 5))}{(number % 3) switch { 0 => "", 1 => "-b", _ => "0" }}{number / 5}.md";
        if (_articles.ContainsKey(name)) return $"nothing: {name} is there";
        var draft = _articles[name] = new Draft { Title = Words(2), Text = Words(6), Cited = SomePapers(), Numbered = SomePapers(), Image = Chance(3) ? "dot" : null };
        Write(name, draft.ToString());
        return $"add {name}: {draft.ToString().ReplaceLineEndings(" ")}";
    }

    private string Remove()
    {
        if (_articles.Count < 10) return Add();
        var (name, _) = Any();
        _articles.Remove(name);
        Clear(name);
        return $"remove {name}";
    }

    private string Rename()
    {
        var ((from, draft), to) = (Any(), $"articles/r{_random.Next(20)}.md");
        if (_articles.ContainsKey(to)) return Overwrite();
        Move(from, to, draft);
        return $"rename {from} to {to}";
    }

    private string Overwrite()
    {
        var ((from, draft), (to, _)) = (Any(), Any());
        if (from == to) return $"nothing: {from} onto itself";
        Move(from, to, draft);
        return $"rename {from} over {to}";
    }

    private void Move(string from, string to, Draft draft)
    {
        Clear(to);
        if (Directory.Exists(_content.FullPath(from))) Directory.Move(_content.FullPath(from), _content.FullPath(to));
        else _content.Rename(from, to);
        _articles.Remove(from);
        _articles[to] = draft;
        _changed.UnionWith([from, to]);
    }

    private string Touch()
    {
        var (name, _) = Any();
        if (BytesOf(name) is not { } bytes) return $"nothing: {name} is no file";
        // Saved again as it is, or deleted and written anew.
        if (Chance(2)) Clear(name);
        Write(name, bytes);
        return $"touch {name}";
    }

    private string NextDay()
    {
        Now = Now.AddHours(_random.Next(6, 30));
        return $"it is {Now:yyyy-MM-dd HH}h";
    }

    private string WritePeople()
    {
        const string Ann = "ann: { name: \"Ann Writer\", role: [writes] }\n";
        var ben = $"ben: {{ name: \"Ben {Vocabulary[_random.Next(3)]}\", role: [writes] }}\n";
        return WriteFile("people.yaml", [Ann + ben, Ann + ben, Ann, "ann: {\n", Ann + "ben: { role: [writes] }\n"], sound: 3, isNeeded: true);
    }

    private string WritePapers()
    {
        var papers = Enumerable.Range(1, Papers).Select(number =>
            $$"""{ "id": "p{{number}}", "type": "article-journal", "title": "About {{Vocabulary[_random.Next(10)]}}", "author": [{ "family": "Lee" }], "DOI": "10.1000/p{{number}}" }""").ToList();
        return WriteFile("references.json", [Json(papers), Json(papers), Json(papers), Json(papers[1..]), "[{", Json([.. papers[..3], "{ \"id\": \"p4\" }", .. papers[4..]])], sound: 4, isNeeded: true);

        static string Json(IEnumerable<string> papers) => $"[{string.Join(",\n", papers)}]";
    }

    private string WriteRetractions()
    {
        const string Header = "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n";
        var row = $"3/9/2021 0:00,10.1000/notice,0,10.1000/p{_random.Next(1, Papers)},0,Retraction,\n";
        return WriteFile("retractions.csv", [Header, Header + row, Header + row, "nonsense\n"], sound: 3);
    }

    private string WriteSite() => WriteFile("site.yaml", ["name: \"One\"\n", "name: \"Two\"\ntime-zone: Pacific/Kiritimati\n", "name: [\n", "name: \"Three\"\ntime-zone: Nowhere\n"], sound: 2);

    private string WriteSynonyms() => WriteFile("synonyms.yaml", [$"synonyms:\n  - typed: [\"{Words(1)}s\"]\n    means: \"{Words(1)}\"\n", "synonyms: [\n"], sound: 1);

    private string WritePage() => WriteFile("pages/about.md", [$"---\ntitle: \"About\"\n---\n{Words(3)} ![Dot](/images/dot.svg).\n", "---\n"], sound: 1);

    private string ChangePicture()
    {
        var (here, there) = File.Exists(_content.FullPath("images/dot.svg")) ? ("images/dot.svg", "images/spot.svg") : ("images/spot.svg", "images/dot.svg");
        if (Chance(3) || !File.Exists(_content.FullPath(here)))
        {
            Write(here, Chance(5) ? "no drawing" : Drawing(_random.Next(3, 6)));
            return $"draw {here}";
        }

        Clear(there);
        if (Chance(4)) Clear(here);
        else _content.Rename(here, there);
        _changed.Add(here);
        return $"rename {here}, or remove it";
    }

    /// <param name="versions">The first ones are sound. Without the file, a site without people or papers would hold back every article.</param>
    private string WriteFile(string path, string[] versions, int sound, bool isNeeded = false)
    {
        var version = _random.Next(isNeeded ? versions.Length + 1 : versions.Length + 2);
        if (version < versions.Length) Write(path, versions[version]);
        else if (version == versions.Length) MakeFolder(path);
        else Clear(path);
        var isSound = version < sound || version > versions.Length;
        if (isSound) _faulty.Remove(path);
        else _faulty.Add(path);
        return $"write {path}, version {version}{(isSound ? "" : ", which is broken")}";
    }

    private void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    private void Write(string path, byte[] bytes)
    {
        // A link is replaced, not followed.
        if (BytesOf(path) is null) Clear(path);
        _content.Write(path, bytes);
        File.SetLastWriteTimeUtc(_content.FullPath(path), _written = _written.AddSeconds(1));
        _changed.Add(path);
    }

    private void MakeFolder(string path)
    {
        Clear(path);
        Directory.CreateDirectory(_content.FullPath(path));
    }

    private void MakeLink(string path, string target)
    {
        Clear(path);
        File.CreateSymbolicLink(_content.FullPath(path), target);
    }

    private void Clear(string path)
    {
        var full = _content.FullPath(path);
        if (Directory.Exists(full)) Directory.Delete(full);
        else if (Directory.Exists(Path.GetDirectoryName(full))) File.Delete(full);
        _changed.Add(path);
    }

    private (string Name, Draft Draft) Any()
    {
        var name = _articles.Keys.Order(StringComparer.Ordinal).ElementAt(_random.Next(_articles.Count));
        return (name, _articles[name]);
    }

    private bool Chance(int of) => _random.Next(of) == 0;

    private string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[_random.Next(Vocabulary.Length)]));

    private string Day(int days) => Now.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int[] SomePapers() => [.. Enumerable.Range(1, Papers).Where(_ => Chance(4))];

    private static string Drawing(int radius) => $"""<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle r="{radius}"/></svg>""";

    /// <summary>An article as its author has it.</summary>
    private sealed class Draft
    {
        public string Title { get; set; } = "";
        public string Text { get; set; } = "";
        public string More { get; set; } = "";
        public string Author { get; set; } = "ann";
        public string Topics { get; set; } = "heat";
        public string Published { get; set; } = "2026-11-01";
        public string? Modified { get; set; }
        public string? Withdrawn { get; set; }
        public string? Image { get; set; }
        public bool IsDraft { get; set; }
        public string[] Corrections { get; set; } = [];

        /// <summary>By key.</summary>
        public int[] Cited { get; set; } = [];

        /// <summary>By number.</summary>
        public int[] Numbered { get; set; } = [];

        public override string ToString()
        {
            string?[] front =
            [
                $"title: \"{Title}\"", "description: \"What helps.\"", $"author: {Author}", $"published: {Published}", $"topics: [{Topics}]",
                Numbered.Length > 0 ? $"references: [{string.Join(", ", Numbered.Select(paper => $"p{paper}"))}]" : null,
                Modified is null ? null : $"modified: {Modified}",
                Withdrawn is null ? null : $"withdrawn: {{ date: {Withdrawn}, note: \"Wrong.\" }}",
                IsDraft ? "draft: true" : null,
                Corrections.Length == 0 ? null : $"corrections:\n{string.Join('\n', Corrections.Select(correction => $"  - {correction}"))}",
            ];
            var numbers = Numbered.Length == 0 ? "" : $" ({string.Join(", ", Enumerable.Range(1, Numbered.Length))})";
            var keys = Cited.Length == 0 ? "" : $" [{string.Join("; ", Cited.Select(paper => $"@p{paper}"))}]";
            var picture = Image is null ? "" : $"\n\n![A picture of the {Text.Split(' ')[0]}](/images/{Image}.svg)";
            return $"---\n{string.Join('\n', front.OfType<string>())}\n---\n{Text}{numbers}{keys}.\n\n## Heat\n\nIt is {Text.Split(' ')[^1]}. [More](a0.md#s-heat){More}{picture}\n";
        }
    }
}
