using System.Net;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Search;

/// <summary>Searches run one at a time, so that a flood of them leaves the rest of the machine to readers.</summary>
internal sealed class SearchQueue() : WorkQueue(waiting: 50, patience: TimeSpan.FromSeconds(3));

/// <summary>How much one network may search: the queue alone would let one sender keep everybody else out of it.</summary>
internal sealed class SearchLimit(IOptions<SearchOptions> options, TimeProvider time)
{
    private readonly NetworkLimit _limit = new(options.Value.RequestsPerMinute, TimeSpan.FromMinutes(1), time);

    /// <summary>Null if a search may begin; otherwise how long until it may.</summary>
    public TimeSpan? Take(IPAddress? address) => _limit.Take(new Client(address, "", ""));
}
