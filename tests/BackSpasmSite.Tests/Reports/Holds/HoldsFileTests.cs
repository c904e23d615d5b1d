using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Holds;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsOf = Microsoft.Extensions.Options.Options;

namespace BackSpasmSite.Tests.Reports.Holds;

public sealed class HoldsFileTests : IDisposable
{
    private readonly ContentOnDisk _data = ContentOnDisk.From("");

    public void Dispose() => _data.Dispose();

    [Fact]
    public void What_could_not_be_written_is_written_as_soon_as_the_disk_takes_it()
    {
        var options = OptionsOf.Create(new SiteOptions { DataPath = _data.FullPath("data") });
        var file = new HoldsFile(options, NullLogger<HoldsFile>.Instance);
        Assert.True(Slug.TryParse("heat-or-ice", out var article));
        Hold[] holds = [new(article, "It is pleasant.", null, null, null)];
        // Nothing can be written over a folder.
        Directory.CreateDirectory(_data.FullPath("data/holds.json"));
        file.Keep(holds, []);

        Directory.Delete(_data.FullPath("data/holds.json"));
        file.Keep(holds, []);

        Assert.Equal(holds, new HoldsFile(options, NullLogger<HoldsFile>.Instance).Load().Holds);
    }
}
