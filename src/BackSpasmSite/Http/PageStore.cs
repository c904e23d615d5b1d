using System.Collections.Concurrent;
using System.Threading.Channels;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Http;

/// <summary>Only pages of the current edition are served. When there are too many bytes, the least recently read pages are dropped.</summary>
internal sealed class PageStore
{
    /// <summary>The fraction of the memory freed at a time, because each search for pages to drop visits all of them.</summary>
    private const int Room = 8;

    private readonly CurrentEdition _current;
    private readonly TimeProvider _time;
    private readonly long _most;
    private readonly ConcurrentDictionary<string, StoredPage> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoredPage>.AlternateLookup<ReadOnlySpan<char>> _byAddress;
    private readonly Dictionary<string, Rendering> _renderings = new(StringComparer.Ordinal);
    private readonly Channel<string> _toCompress = Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _changing = new();
    private Edition? _edition;
    private DateTimeOffset _published;
    private long _size;

    /// <summary>Counts readings and new pages, to tell which pages were read longest ago.</summary>
    private long _clock;
    private long _added;
    private long _unchanged;

    public PageStore(CurrentEdition current, IOptions<SiteOptions> options, IHostEnvironment environment, TimeProvider time)
    {
        (_current, _time) = (current, time);
        // In Development a page is rendered for each request, because its view may have changed.
        _most = environment.IsDevelopment() ? 0 : options.Value.PageMemoryMegabytes * 1024L * 1024;
        _byAddress = _pages.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public (long All, long Unchanged) Reads => (Volatile.Read(ref _clock) - Volatile.Read(ref _added), Volatile.Read(ref _unchanged));

    public long Rendered => Volatile.Read(ref _added);

    public (int Pages, long Bytes) Kept
    {
        get
        {
            lock (_changing) return (_pages.Count, _size);
        }
    }

    /// <summary>Addresses of pages not yet compressed as well as possible.</summary>
    public ChannelReader<string> ToCompress => _toCompress.Reader;

    /// <summary>Null if the page has to be rendered for this edition.</summary>
    public StoredPage? Find(ReadOnlySpan<char> address, Edition edition) =>
        _byAddress.TryGetValue(address, out var page) && ReferenceEquals(page.Edition, edition) ? page : null;

    public StoredPage? FindAny(string address) => _pages.GetValueOrDefault(address);

    /// <summary>For <c>Last-Modified</c>; null if the edition was replaced, or if it would be in the future because many came at once.</summary>
    public DateTimeOffset? Published(Edition edition)
    {
        lock (_changing)
        {
            Update();
            return ReferenceEquals(edition, _edition) && _published <= _time.GetUtcNow() ? _published : null;
        }
    }

    public void CountRead(StoredPage page, bool isUnchanged)
    {
        page.LastRead = Interlocked.Increment(ref _clock);
        if (isUnchanged) Interlocked.Increment(ref _unchanged);
    }

    /// <summary>Many requests at once share one rendering; if that gives no page, each has to render its own answer.</summary>
    /// <param name="render">Gives null if the answer is an error or a redirect.</param>
    public async Task<StoredPage?> GetOrRenderAsync(string address, Edition edition, Func<Task<StoredPage?>> render)
    {
        Rendering? running;
        var mine = new Rendering(edition);
        lock (_changing)
        {
            if (Find(address, edition) is { } kept) return kept;
            if (!_renderings.TryGetValue(address, out running) || !ReferenceEquals(running.Edition, edition))
            {
                running = null;
                _renderings[address] = mine;
            }
        }

        if (running is not null) return await running.Done.Task ?? await render();
        try
        {
            var page = await render();
            if (page is { Facts.IsKept: true }) Keep(address, page, edition);
            mine.Done.SetResult(page);
            return page;
        }
        finally
        {
            lock (_changing)
            {
                if (ReferenceEquals(_renderings.GetValueOrDefault(address), mine)) _renderings.Remove(address);
            }

            mine.Done.TrySetResult(null);
        }
    }

    public void CompressBest(string address)
    {
        if (!_pages.TryGetValue(address, out var page) || page.IsBest) return;
        page.CompressBest();
        lock (_changing)
        {
            if (ReferenceEquals(_pages.GetValueOrDefault(address), page)) Count(page);
        }
    }

    private void Keep(string address, StoredPage page, Edition edition)
    {
        lock (_changing)
        {
            Update();
            if (!ReferenceEquals(edition, _edition) || page.Size > _most) return;
            page.Edition = edition;
            page.LastRead = Interlocked.Increment(ref _clock);
            Interlocked.Increment(ref _added);
            if (_pages.TryGetValue(address, out var before)) _size -= before.Counted;
            _pages[address] = page;
            Count(page);
            if (_size > _most) Drop();
        }

        if (!page.IsBest) _toCompress.Writer.TryWrite(address);
    }

    private void Count(StoredPage page)
    {
        var size = page.Size;
        _size += size - page.Counted;
        page.Counted = size;
    }

    /// <summary>Pages of the previous edition are no longer served, and keep none of it in memory.</summary>
    private void Update()
    {
        if (_current.Edition is not { } now || ReferenceEquals(now, _edition)) return;
        _edition = now;
        foreach (var page in _pages.Values) page.Edition = null;
        // At least a second later than before: the header has no fractions, and a change must not look like none. And a second ago,
        // because the server's own Date may be that far behind, and must not be earlier.
        var second = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds() - 1);
        _published = second > _published ? second : _published.AddSeconds(1);
    }

    private void Drop()
    {
        foreach (var (address, page) in _pages.OrderBy(page => page.Value.LastRead).ToList())
        {
            if (_size <= _most - (_most / Room)) return;
            if (_pages.TryRemove(address, out _)) _size -= page.Counted;
        }
    }

    private sealed record Rendering(Edition Edition)
    {
        public TaskCompletionSource<StoredPage?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Compresses pages as well as possible while the site has little else to do.</summary>
internal sealed class PageCompressor(PageStore store, IdleMemory memory, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>With more readings than this within a pause, the site is busy.</summary>
    private const int Busy = 10;

    /// <summary>Then compresses anyway: a site that is never idle gains most from it.</summary>
    private const int MostPauses = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var address in store.ToCompress.ReadAllAsync(stoppingToken))
        {
            for (var pauses = 0; pauses < MostPauses; pauses++)
            {
                var before = store.Reads.All;
                await Task.Delay(Pause, time, stoppingToken);
                if (store.Reads.All - before <= Busy) break;
            }

            memory.DoInBackground(() => store.CompressBest(address));
            if (!store.ToCompress.TryPeek(out _)) NativeMemory.GiveBack();
        }
    }
}
