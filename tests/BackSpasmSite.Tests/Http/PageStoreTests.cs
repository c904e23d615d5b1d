using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace BackSpasmSite.Tests.Http;

public sealed class PageStoreTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly CurrentEdition _current = new();
    private readonly PageStore _store;

    public PageStoreTests()
    {
        var environment = new HostingEnvironment { EnvironmentName = Environments.Production };
        _store = new PageStore(_current, Microsoft.Extensions.Options.Options.Create(new SiteOptions()), environment, TimeProvider.System);
        _current.Publish(_content.Build());
    }

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task A_page_that_is_replaced_while_it_is_being_compressed_takes_no_memory_any_more()
    {
        await KeepAsync(first: 1);
        // In another thread, which has not told the store yet.
        _store.FindAny("/")!.CompressBest();
        _current.Publish(_content.Build());
        await KeepAsync(first: 2);

        Assert.Equal((1, _store.FindAny("/")!.Size), _store.Kept);
        _store.CompressBest("/");
        Assert.Equal((1, _store.FindAny("/")!.Size), _store.Kept);
    }

    private Task<StoredPage?> KeepAsync(int first)
    {
        var body = Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(first, 4000).Select(number => number * number)));
        return _store.GetOrRenderAsync("/", _current.Edition!, () => Task.FromResult<StoredPage?>(StoredPage.Of(body, new PageFacts("text/html", null, null, true, false, LoggedRoute.None), null, null)));
    }
}
