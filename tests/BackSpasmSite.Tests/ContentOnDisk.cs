using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests;

/// <summary>A content folder in a temporary place, written from one string in a test.</summary>
internal sealed class ContentOnDisk : IDisposable
{
    /// <summary>A date on which everything in these tests has been published.</summary>
    public static readonly DateTimeOffset Today = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Day = DateOnly.FromDateTime(Today.UtcDateTime);

    private readonly string _outer = Directory.CreateTempSubdirectory("backspasm-").FullName;

    private ContentOnDisk() => Directory.CreateDirectory(System.IO.Path.Combine(Path, "articles"));

    /// <summary>Named content, so that paths below the parent print as they do in a real checkout.</summary>
    public string Path => System.IO.Path.Combine(_outer, "content");

    public string Parent => _outer;

    /// <summary>Each line <c>-- path --</c> begins a file; what follows, up to the next such line, is its text.</summary>
    public static ContentOnDisk From(string files)
    {
        var content = new ContentOnDisk();
        string? path = null;
        var text = new StringBuilder();
        foreach (var line in files.ReplaceLineEndings("\n").Split('\n').Append("-- end --"))
        {
            if (line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal))
            {
                if (path is not null) content.Write(path, text.ToString());
                (path, text) = (line[3..^3], new StringBuilder());
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        return content;
    }

    /// <summary>A folder with one good article, <c>articles/heat.md</c>, with this text and some references.</summary>
    public static ContentOnDisk WithText(string text, params string[] references) => From($$"""
        -- people.yaml --
        editors: { name: The editors, role: [writes] }
        -- references.json --
        [{{string.Join(",", references.Select(id => $$"""{ "id": "{{id}}", "type": "article-journal", "title": "About {{id}}", "author": [{ "family": "Writer" }], "issued": { "date-parts": [[2020]] }, "custom": { "finding": "Little." } }"""))}}]
        -- articles/heat.md --
        ---
        title: "Heat or ice"
        description: What helps.
        author: editors
        published: 2026-11-01
        topics: [heat]
        references: [{{string.Join(", ", references)}}]
        ---
        {{text.ReplaceLineEndings("\n")}}
        """);

    /// <summary>The minimum for a site, with one of everything.</summary>
    public static ContentOnDisk Small() => From("""
        -- site.yaml --
        name: "Test site"
        -- people.yaml --
        ann: { name: "Ann Writer", role: [writes] }
        rita: { name: "Dr Rita Reviewer", role: [reviews] }
        -- articles/heat-or-ice.md --
        ---
        title: "Heat or ice?"
        description: "Which one helps."
        author: ann
        published: 2026-11-01
        topics: [heat]
        redirects: [/old-heat, /Old/cold.html/, /k%C3%B6ln]
        ---
        Either helps a little.

        ## Heat

        It is pleasant.
        -- pages/about.md --
        ---
        title: "About"
        ---
        About us.
        -- images/dot.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle r="5"/></svg>
        """);

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var full = FullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    /// <summary>Dates every file some minutes back.</summary>
    public void Age()
    {
        // A link that a test made may lead nowhere.
        foreach (var file in Directory.Exists(Path) ? new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories) : [])
            if (file is { LinkTarget: null } && file.LastWriteTimeUtc > DateTime.UtcNow.AddMinutes(-1)) file.LastWriteTimeUtc = file.LastWriteTimeUtc.AddMinutes(-5);
    }

    public string Read(string path) => File.ReadAllText(FullPath(path));

    /// <summary>Saves as some editors do: replaces the file with a new one.</summary>
    public void Replace(string path, string text)
    {
        File.WriteAllText(FullPath($"{path}.new~"), text);
        File.Move(FullPath($"{path}.new~"), FullPath(path), overwrite: true);
    }

    public void Delete(string path) => File.Delete(FullPath(path));

    public void Rename(string from, string to) => File.Move(FullPath(from), FullPath(to));

    public string FullPath(string path) => System.IO.Path.Combine(Path, path);

    public EditionBuilder Builder(bool drafts = false) => new(new ContentFolder(Path), drafts);

    public Edition Build(bool drafts = false) => Builder(drafts).Build(Today);

    /// <summary>Every problem as <c>path(line,column) CODE</c>.</summary>
    public string[] Problems() =>
        [.. Build().Diagnostics.Select(problem => $"{problem.Path}({problem.Line},{problem.Column}) {problem.Code}")];

    public void Dispose()
    {
        // The test host disposes its factory twice.
        if (Directory.Exists(_outer)) Directory.Delete(_outer, recursive: true);
    }
}
