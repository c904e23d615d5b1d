using System.Text;

namespace BackSpasmSite.Tests.Content;

/// <summary>Files that can’t be read or are named wrongly: each is told with how to mend it, and none takes anything else down.</summary>
public sealed class BadFileTests
{
    [Theory]
    [InlineData("---\ntitle: x\n", "ART007")]
    [InlineData("Only text.", "ART007")]
    [InlineData("", "ART003")]
    [InlineData("  \n ", "ART003")]
    public void A_file_without_a_whole_front_matter_is_told(string text, string code)
    {
        using var content = OneArticle.OnDisk(text);

        Assert.Equal([$"articles/heat.md(1,1) {code}"], content.Problems());
    }

    [Theory]
    [InlineData("Heat or Ice.md", "ART004", "heat-or-ice.md")]
    [InlineData("cold.md.txt", "ART004", "cold.md")]
    [InlineData("Größe.markdown", "ART004", "gro-e.md")]
    [InlineData("???.md", "ART004", "heat-or-ice.md")]
    [InlineData("HEAT.md", "ART005", "heat.md")]
    [InlineData("notes.docx", "ART020", "Move or remove")]
    public void A_file_name_that_cannot_be_an_address_is_told_with_the_name_to_use(string name, string code, string says)
    {
        using var content = OneArticle.OnDisk(OneArticle.Good);
        content.Write($"articles/{name}", OneArticle.Good);

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal((code, $"articles/{name}"), (problem.Code, problem.Path));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Editors_own_files_are_passed_over()
    {
        using var content = OneArticle.OnDisk(OneArticle.Good);
        foreach (var name in (string[])[".heat.md.swp", "heat.md~", "#heat.md#", ".#heat.md", "4913"]) content.Write($"articles/{name}", "x");

        Assert.Empty(content.Problems());
    }

    [Fact]
    public void A_file_from_Notepad_in_UTF_16_is_told_how_to_be_saved()
    {
        using var content = OneArticle.OnDisk("x");
        content.Write("articles/heat.md", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(OneArticle.Good)).ToArray());

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal("ART001", problem.Code);
        Assert.Contains("Encoding: UTF-8", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_not_UTF_8_is_told_with_its_line_and_column()
    {
        using var content = OneArticle.OnDisk("x");
        content.Write("articles/heat.md", [.. Encoding.UTF8.GetBytes(OneArticle.Good.ReplaceLineEndings("\r\n") + "\r\ncaf"), 0xE9, .. " x"u8]);

        Assert.Equal(["articles/heat.md(9,4) ART001"], content.Problems());
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_are_no_mistake()
    {
        using var content = OneArticle.OnDisk("x");
        content.Write("articles/heat.md", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(OneArticle.Good.ReplaceLineEndings("\r\n"))]);

        Assert.Empty(content.Problems());
    }

    [Fact]
    public void A_file_of_20_MB_is_not_read()
    {
        using var content = OneArticle.OnDisk(OneArticle.Good + new string('x', 20 * 1024 * 1024));

        Assert.Equal(["articles/heat.md(1,1) ART002"], content.Problems());
    }

    [Fact]
    public void A_link_that_leads_out_of_the_content_folder_is_not_read()
    {
        using var content = OneArticle.OnDisk(OneArticle.Good);
        var secret = Path.Combine(Path.GetDirectoryName(content.Path)!, "secret.md");
        File.WriteAllText(secret, OneArticle.Good);
        File.CreateSymbolicLink(content.FullPath("articles/secret.md"), secret);
        Directory.CreateDirectory(content.FullPath("images"));
        File.CreateSymbolicLink(content.FullPath("images/passwd.svg"), "/etc/passwd");
        File.CreateSymbolicLink(content.FullPath("pages"), "/etc");

        var edition = content.Build();

        Assert.Equal(["articles/secret.md", "images/passwd.svg", "pages"], edition.Diagnostics.Select(problem => problem.Path));
        Assert.All(edition.Diagnostics, problem => Assert.Equal("ART006", problem.Code));
        Assert.Single(edition.Articles);
        Assert.Empty(edition.Images);
    }

    [Fact]
    public void A_link_inside_the_content_folder_is_followed()
    {
        using var content = OneArticle.OnDisk(OneArticle.Good);
        content.Write("kept/cold.md", OneArticle.Good);
        File.CreateSymbolicLink(content.FullPath("articles/cold.md"), "../kept/cold.md");

        Assert.Equal(2, content.Build().Articles.Count);
        Assert.Empty(content.Problems());
    }

    [Theory]
    [InlineData("references.json", "[{", "REF001")]
    [InlineData("people.yaml", "editors: { name: [ }", "ART008")]
    public void A_data_file_that_cannot_be_read_is_the_only_thing_reported(string file, string text, string code)
    {
        using var content = ContentOnDisk.WithText("Heat (1).", "a-2020");
        content.Write(file, text);

        Assert.EndsWith(code, Assert.Single(content.Problems()), StringComparison.Ordinal);
    }
}
