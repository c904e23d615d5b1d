namespace BackSpasmSite.Tests;

/// <summary>A whole content folder, written from one string and deleted at the end of the test.</summary>
internal sealed class TestContent : IDisposable
{
    /// <summary>The least a site needs, with one of everything.</summary>
    public const string Small = """
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
        redirects: [/old-heat]
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
        """;

    /// <param name="archive">Files, each after a line <c>-- its/path --</c>.</param>
    public TestContent(string archive = Small)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "articles"));
        foreach (var file in $"\n{archive.ReplaceLineEndings("\n")}".Split("\n-- ", StringSplitOptions.RemoveEmptyEntries))
        {
            var name = file[..file.IndexOf(" --", StringComparison.Ordinal)];
            Write(name, file[(file.IndexOf('\n') + 1)..] + "\n");
        }
    }

    /// <summary>Named content, so that paths below the parent print as they do in a real checkout.</summary>
    public string Path { get; } = System.IO.Path.Combine(Directory.CreateTempSubdirectory("site-").FullName, "content");

    public string Parent => System.IO.Path.GetDirectoryName(Path)!;

    public string FullPath(string name) => System.IO.Path.Combine(Path, name);

    public string Read(string name) => File.ReadAllText(FullPath(name));

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(FullPath(name))!);
        File.WriteAllText(FullPath(name), text);
    }

    public void Dispose()
    {
        // The test host disposes its factory twice.
        if (Directory.Exists(Parent)) Directory.Delete(Parent, recursive: true);
    }
}
