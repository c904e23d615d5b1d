using System.Text;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

public sealed class ParsedFileCacheTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    private ContentFile File => new("articles/a.md", _path, new FileStamp(1, DateTime.UnixEpoch, DateTime.UnixEpoch));

    [Fact]
    public void A_file_that_could_not_be_opened_is_read_as_soon_as_it_can_be()
    {
        var memory = new ParsedFileCache<string>(100, (_, bytes, _) => Encoding.UTF8.GetString(bytes));
        System.IO.File.Delete(_path);

        Assert.Equal("ART021", Assert.Single(memory.Read([File])[0].Diagnostics).Code);

        System.IO.File.WriteAllText(_path, "text");
        Assert.Equal("text", memory.Read([File])[0].Value);
    }

    [Fact]
    public void A_fault_of_ours_in_one_file_is_told_and_keeps_its_last_good_version()
    {
        System.IO.File.WriteAllText(_path, "good");
        var memory = new ParsedFileCache<string>(100, (_, bytes, _) => Encoding.UTF8.GetString(bytes) is var text && text == "bad"
            ? throw new InvalidOperationException("Something nobody thought of.")
            : text);
        memory.Read([File]);

        System.IO.File.WriteAllText(_path, "bad");
        var read = memory.Read([File with { Stamp = default }])[0];

        Assert.Equal(("good", false), (read.Value, read.IsCurrent));
        Assert.Equal("ART023", Assert.Single(read.Diagnostics).Code);
    }

    [Fact]
    public void What_is_never_opened_is_told_for_what_it_is_now()
    {
        var memory = new ParsedFileCache<string>(100, (_, bytes, _) => Encoding.UTF8.GetString(bytes));
        var (link, folder) = (FileDiagnostics.LeadsOutside(File.Path), FileDiagnostics.NotAFile(File.Path, "a folder"));

        Assert.Equal([link], memory.Read([File with { Stamp = default, Error = link }])[0].Diagnostics);
        Assert.Equal([folder], memory.Read([File with { Stamp = default, Error = folder }])[0].Diagnostics);
    }

    public void Dispose() => System.IO.File.Delete(_path);
}
