using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class ArticleFileTests
{
    [Fact]
    public void A_file_that_somebody_saved_in_between_is_left_as_it_is()
    {
        using var content = ContentOnDisk.Small();
        var file = ArticleFile.Read(content.FullPath("articles/heat-or-ice.md"));
        content.Write("articles/heat-or-ice.md", "newer");

        Assert.False(file.TryReplace("mine"));
        Assert.Equal("newer", content.Read("articles/heat-or-ice.md"));
        Assert.Single(Directory.EnumerateFileSystemEntries(content.FullPath("articles")));
    }

    [Fact]
    public void Its_permissions_stay()
    {
        if (OperatingSystem.IsWindows()) return;
        using var content = ContentOnDisk.Small();
        var path = content.FullPath("articles/heat-or-ice.md");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);

        Assert.True(ArticleFile.Read(path).TryReplace("mine"));
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite, File.GetUnixFileMode(path));
    }
}
