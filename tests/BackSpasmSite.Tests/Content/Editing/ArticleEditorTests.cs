using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class ArticleEditorTests : IDisposable
{
    private const string Path = "articles/heat-or-ice.md";

    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly PreviewBuilder _renderer;
    private readonly ArticleEditor _desk;
    private readonly Slug _slug;

    public ArticleEditorTests()
    {
        var folder = new ContentFolder(_content.Path);
        _renderer = new PreviewBuilder(folder, drafts: false, new SetTime(ContentOnDisk.Today));
        _desk = new ArticleEditor(folder, _renderer);
        Assert.True(Slug.TryParse("heat-or-ice", out _slug));
    }

    [Fact]
    public void A_text_is_tried_out_and_the_disk_stays_as_it_is()
    {
        var before = _content.Read(Path);

        var preview = _renderer.Build(_slug, before.Replace("helps a little", "helps (7) a lot", StringComparison.Ordinal));

        Assert.Contains("helps (7) a lot", preview.Article!.LeadHtml);
        Assert.Equal(["CIT001"], preview.Diagnostics.Select(problem => problem.Code));
        Assert.False(preview.IsHeldBack);
        Assert.Equal(before, _content.Read(Path));
        Assert.Contains("helps a little", _renderer.Build(_slug, before).Article!.LeadHtml);
    }

    [Fact]
    public void An_article_that_does_not_exist_yet_can_be_tried()
    {
        Assert.True(Slug.TryParse("new-one", out var slug));
        var text = _content.Read(Path).Replace("redirects: [/old-heat, /Old/cold.html/, /k%C3%B6ln]\n", "", StringComparison.Ordinal);

        var preview = _renderer.Build(slug, text);

        Assert.Empty(preview.Diagnostics);
        Assert.Equal("new-one", preview.Article!.Slug.ToString());
        Assert.Equal(2, preview.Edition.Articles.Count);
        Assert.Null(_desk.Open(slug));
    }

    [Theory]
    [InlineData("title: \"Heat or ice?\"", "title: Heat: or ice?", 2, 12)]
    [InlineData("author: ann", "author: nobody", 4, 9)]
    [InlineData("topics: [heat]", "topics: [heat]\nreferences: [gone]", 7, 14)]
    [InlineData("Either", "::: get-help-nw\nEither\n:::", 9, 1)]
    public void What_a_mistake_would_hold_back_is_not_saved(string good, string bad, int line, int column)
    {
        var before = _content.Read(Path);
        _renderer.Build(_slug, before);

        var saving = _desk.Save(_slug, _desk.Open(_slug)!.Hash, text => text.Replace(good, bad, StringComparison.Ordinal));

        var problem = Assert.IsType<SaveResult.HeldBack>(saving).ArticlePreview.Diagnostics[0];
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Equal(before, _content.Read(Path));
    }

    [Fact]
    public void A_mistake_that_does_no_harm_is_saved_when_it_is_confirmed()
    {
        var before = _content.Read(Path);
        var asked = Assert.IsType<SaveResult.HasErrors>(_desk.Save(_slug, _desk.Open(_slug)!.Hash, text => text + "See (9).\n"));
        Assert.Equal(["CIT001"], asked.ArticlePreview.Diagnostics.Select(problem => problem.Code));
        Assert.Equal(before, _content.Read(Path));

        Assert.IsType<SaveResult.Done>(_desk.Save(_slug, _desk.Open(_slug)!.Hash, text => text + "See (9).\n", anyway: true));
        Assert.EndsWith("See (9).\n", _content.Read(Path));
    }

    [Fact]
    public void What_somebody_else_saved_is_not_overwritten()
    {
        var hash = _desk.Open(_slug)!.Hash;
        _content.Write(Path, "theirs");

        var conflict = Assert.IsType<SaveResult.Conflict>(_desk.Save(_slug, hash, _ => "mine"));

        Assert.Equal("theirs", conflict.Theirs);
        Assert.Equal(_desk.Open(_slug)!.Hash, conflict.Hash);
        Assert.Equal("theirs", _content.Read(Path));
    }

    [Fact]
    public void Of_two_who_save_at_once_one_does()
    {
        for (var round = 0; round < 20; round++)
        {
            var hash = _desk.Open(_slug)!.Hash;
            var savings = new SaveResult[4];
            Parallel.For(0, 4, i => savings[i] = _desk.Save(_slug, hash, text => $"{text}Words {round} of {i}.\n"));

            var winner = Assert.Single(Enumerable.Range(0, 4), i => savings[i] is SaveResult.Done);
            Assert.All(savings.Where((_, i) => i != winner), saving => Assert.IsType<SaveResult.Conflict>(saving));
            Assert.EndsWith($"Words {round} of {winner}.\n", _content.Read(Path));
            Assert.Single(Directory.EnumerateFileSystemEntries(_content.FullPath("articles")));
        }
    }

    [Fact]
    public void Where_the_disk_does_not_take_it_the_whole_file_comes_back()
    {
        if (!OperatingSystem.IsLinux()) return;
        // Beside a file whose name is as long as names can be, none with a longer one can be written, not even by root.
        Assert.True(Slug.TryParse(new string('x', 252), out var slug));
        _content.Rename(Path, $"articles/{slug}.md");
        var before = _desk.Open(slug)!.Text;

        var refused = Assert.IsType<SaveResult.NotWritable>(_desk.Save(slug, _desk.Open(slug)!.Hash, text => text + "More.\n"));

        Assert.Equal(before + "More.\n", refused.Text);
        Assert.Contains(refused.Changes, line => line is { Kind: DiffKind.New, Text: "More." });
        Assert.Equal(before, _desk.Open(slug)!.Text);
        Assert.Single(Directory.EnumerateFileSystemEntries(_content.FullPath("articles")));
    }

    [Fact]
    public void A_file_that_is_gone_is_gone()
    {
        var hash = _desk.Open(_slug)!.Hash;
        _content.Delete(Path);

        Assert.IsType<SaveResult.Gone>(_desk.Save(_slug, hash, text => text));
        Assert.Null(_desk.Open(_slug));
    }

    [Fact]
    public void What_is_no_text_or_leads_outside_can_not_be_opened()
    {
        _content.Write(Path, [0xC3, 0x28]);
        Assert.Null(_desk.Open(_slug));

        _content.Delete(Path);
        File.WriteAllText(System.IO.Path.Combine(_content.Parent, "outside.md"), "secret");
        File.CreateSymbolicLink(_content.FullPath(Path), System.IO.Path.Combine(_content.Parent, "outside.md"));
        Assert.Null(_desk.Open(_slug));
    }

    [Fact]
    public void A_reviewer_signs_only_the_words_that_were_shown()
    {
        var reviews = new ReviewSigner(_desk, _renderer);
        var shown = TextFingerprint.Of(reviews.Show(_slug)!.Article!);

        Assert.StartsWith("Ann Writer is not a reviewer.", Assert.IsType<SaveResult.Refused>(reviews.Sign(_slug, shown, "ann")).Reason);
        Assert.IsType<SaveResult.Done>(reviews.Sign(_slug, shown, "rita"));
        Assert.Contains($"review: {{ by: rita, date: 2026-11-22, text: \"{shown}\", next: 2027-11-22 }}\n---\n", _content.Read(Path));

        _content.Write(Path, _content.Read(Path).Replace("a little", "a lot", StringComparison.Ordinal));
        Assert.IsType<SaveResult.Conflict>(reviews.Sign(_slug, shown, "rita"));
        Assert.DoesNotContain(TextFingerprint.Of(reviews.Show(_slug)!.Article!), _content.Read(Path));
    }

    public void Dispose() => _content.Dispose();
}
