using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>A file is written whole or not at all, and what keeps it from that is told.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    private string[] Entries => [.. Directory.EnumerateFileSystemEntries(_content.FullPath("articles")).Select(path => Path.GetFileName(path))];

    [Fact]
    public void A_disk_that_fills_up_half_way_leaves_nothing_and_is_named()
    {
        var path = _content.FullPath("articles/new.md");

        var failure = Assert.ThrowsAny<IOException>(() => AtomicFile.TryCreate(path, FillDisk));

        Assert.StartsWith("There is no space left on the disk.", WriteFailure.Cause(failure), StringComparison.Ordinal);
        Assert.Equal(["heat-or-ice.md"], Entries);
        Assert.True(AtomicFile.TryCreate(path, stream => stream.Write("whole"u8)));
        Assert.Equal("whole", File.ReadAllText(path));
    }

    [Fact]
    public void A_disk_that_fills_up_keeps_the_old_version()
    {
        var (path, before) = (_content.FullPath("articles/heat-or-ice.md"), _content.Read("articles/heat-or-ice.md"));

        Assert.ThrowsAny<IOException>(() => AtomicFile.TryReplace(path, FillDisk, () => true));

        Assert.Equal(before, _content.Read("articles/heat-or-ice.md"));
        Assert.Equal(["heat-or-ice.md"], Entries);
    }

    [Fact]
    public void A_name_that_is_taken_stays_with_the_first_of_many()
    {
        var path = _content.FullPath("articles/new.md");
        var written = 0;

        Parallel.For(0, 16, i =>
        {
            if (AtomicFile.TryCreate(path, stream => stream.Write(new byte[1000].Select(_ => (byte)('a' + i)).ToArray()))) Interlocked.Increment(ref written);
        });

        Assert.Equal(1, written);
        Assert.Single(File.ReadAllText(path).Distinct());
        Assert.Equal(2, Entries.Length);
    }

    [Fact]
    public void A_link_that_leads_nowhere_has_the_name_too()
    {
        File.CreateSymbolicLink(_content.FullPath("articles/new.md"), "not-there.md");

        Assert.False(AtomicFile.TryCreate(_content.FullPath("articles/new.md"), stream => stream.Write("x"u8)));
        Assert.False(File.Exists(_content.FullPath("articles/not-there.md")));
    }

    [Fact]
    public void A_name_that_is_too_long_and_a_folder_that_is_not_there_are_named()
    {
        var edition = _content.Build();
        Assert.True(Slug.TryFrom(new string('a', 300), out var slug));

        var tooLong = Assert.ThrowsAny<IOException>(() => NewArticle.Write(slug, "A", edition.People["ann"], edition.Date, _content.Path));
        var gone = Assert.ThrowsAny<IOException>(() => AtomicFile.TryCreate(_content.FullPath("nowhere/new.md"), stream => stream.Write("x"u8)));

        Assert.Equal(["The file’s name is too long.", "The folder is not there."], [WriteFailure.Cause(tooLong), WriteFailure.Cause(gone)]);
        Assert.Equal(["heat-or-ice.md"], Entries);
    }

    [Theory]
    [InlineData(28, "There is no space left")]
    [InlineData(122, "The disk quota is used up")]
    [InlineData(30, "The disk is mounted read-only")]
    [InlineData(27, "The system does not allow a file of this size")]
    public void The_systems_number_becomes_words(int number, string words) =>
        Assert.StartsWith(words, WriteFailure.Cause(new IOException("x", number)), StringComparison.Ordinal);

    public void Dispose() => _content.Dispose();

    /// <summary>Half of a file, and then what the system really says when there is no space.</summary>
    private static void FillDisk(Stream stream)
    {
        stream.Write(new byte[100]);
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        full.Write(new byte[100]);
    }
}
