using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>After an event only the files that it names are looked at, unless that can't be enough.</summary>
public sealed class UpdatedListingTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.WithText("First.");
    private readonly ContentFolder _folder;

    public UpdatedListingTests() => _folder = new ContentFolder(_content.Path);

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_file_that_was_written_anew_and_renamed_is_seen_and_its_temporary_name_is_not_looked_for()
    {
        var before = _folder.List();
        _content.Write("articles/heat.md.tmp", _content.Read("articles/heat.md") + "More.\n");
        File.Move(_content.FullPath("articles/heat.md.tmp"), _content.FullPath("articles/heat.md"), overwrite: true);

        var after = ContentFolder.Update(before, ["articles/heat.md.tmp", "articles/heat.md"]);

        Assert.NotNull(after);
        Assert.True(after.Shows(_folder.List()));
        Assert.NotEqual(before.Find("articles/heat.md"), after.Find("articles/heat.md"));
    }

    [Fact]
    public void A_folder_that_was_moved_away_needs_a_whole_listing()
    {
        _content.Write("images/more/x.svg", "<svg/>");
        var before = _folder.List();
        Directory.Move(_content.FullPath("images"), Path.Combine(_content.Parent, "moved"));

        Assert.Null(ContentFolder.Update(before, ["images"]));
        Assert.Null(ContentFolder.Update(before, ["images/more"]));
        Assert.NotNull(ContentFolder.Update(before, ["image"]));
    }

    [Fact]
    public void A_new_file_a_file_that_is_gone_and_a_link_to_nothing_need_a_whole_listing()
    {
        _content.Write("articles/ice.md", _content.Read("articles/heat.md"));
        var before = _folder.List();
        _content.Write("articles/new.md", "New.");
        _content.Delete("articles/ice.md");
        File.CreateSymbolicLink(_content.FullPath("articles/link.md"), "nowhere.md");
        _content.Write("articles/Notes.txt", "Not an article.");

        Assert.All((string[])["articles/new.md", "articles/ice.md", "articles/link.md", "articles/Notes.txt"], path => Assert.Null(ContentFolder.Update(before, [path])));
    }
}
