using System.Collections.Concurrent;
using System.Net;
using System.Text;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Lookup;

/// <summary>What a service answered.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    public sealed record Found(string Body) : Answer;

    /// <summary>The service says that there is no such thing.</summary>
    /// <param name="Status">404 or 410, or 400 for a number it does not accept.</param>
    public sealed record NotFound(int Status) : Answer;

    /// <summary>Nobody knows: there is no network, or the service has trouble or does not want to be asked.</summary>
    /// <param name="Reason">A sentence.</param>
    public sealed record Unknown(string Reason) : Answer;
}

/// <summary>
/// Asks services on the internet as they want to be asked: with a contact in the user agent, few requests a second, patience when they
/// say “later”, and an end to it.
/// </summary>
/// <param name="contact">The contact in <c>site.yaml</c>, which the settings may replace.</param>
internal sealed class PoliteClient(HttpClient http, IOptions<LookupOptions> lookup, IOptions<SiteOptions> site, TimeProvider time, Func<string?> contact)
{
    private const int Attempts = 3;

    /// <summary>A record has 20 KB; one with all of a guideline's references 2 MB.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Longer than this nobody waits for a paper: better to say when to try again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An e-mail address, or null.</summary>
    public string? Contact => lookup.Value.Contact is { Length: > 0 } set ? set : contact() is { } written && written.Contains('@') && !written.Contains(' ') ? written.Replace("mailto:", "", StringComparison.OrdinalIgnoreCase) : null;

    /// <summary>Such as <c>BackSpasmSite/1.0 (https://www.example.org; mailto:editors@example.org)</c>.</summary>
    public string UserAgent => $"BackSpasmSite/1.0 ({site.Value.BaseUrl}{(Contact is { } address ? $"; mailto:{address}" : "")})";

    /// <summary>Gets a text.</summary>
    public Task<Answer> GetAsync(Uri address, string accept, CancellationToken cancellation) =>
        AskAsync(address, () => Request(HttpMethod.Get, address, accept), ReadAsync, cancellation);

    /// <summary>Whether a page is there: only its head, or, if the server does not answer that, the beginning of the page.</summary>
    public async Task<Answer> LookAsync(Uri address, CancellationToken cancellation)
    {
        var head = await AskAsync(address, () => Request(HttpMethod.Head, address, "*/*"), NothingAsync, cancellation);
        return head is Answer.Found ? head : await AskAsync(address, () => Request(HttpMethod.Get, address, "*/*"), NothingAsync, cancellation);

        static Task<string?> NothingAsync(HttpResponseMessage response, CancellationToken cancellation) => Task.FromResult<string?>("");
    }

    private HttpRequestMessage Request(HttpMethod method, Uri address, string accept)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }

    /// <param name="read">Reads the body; null if it is too long.</param>
    private async Task<Answer> AskAsync(Uri address, Func<HttpRequestMessage> request, Func<HttpResponseMessage, CancellationToken, Task<string?>> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await TakeTurnAsync(address.Authority, cancellation);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(lookup.Value.TimeoutSeconds), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            try
            {
                using var message = request();
                using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
                var status = (int)response.StatusCode;
                if (response.IsSuccessStatusCode)
                    return await read(response, either.Token) is { } body ? new Answer.Found(body) : new Answer.Unknown($"The answer of {address.Host} is too long to be a record.");
                if (status is 404 or 410 or 400) return new Answer.NotFound(status);
                if (!IsPassing(response.StatusCode)) return new Answer.Unknown($"{address.Host} answered with the status {status}.");
                var wait = RetryAfter(response) ?? TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
                if (attempt == Attempts || wait > LongestWait)
                    return new Answer.Unknown($"{address.Host} answered with the status {status}{(wait > LongestWait ? $" and asks to wait {Math.Ceiling(wait.TotalSeconds):0} seconds" : "")}. Try again later.");
                await Task.Delay(wait, time, cancellation);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                return new Answer.Unknown($"{address.Host} did not answer within {lookup.Value.TimeoutSeconds} seconds.");
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                return new Answer.Unknown($"{address.Host} can't be reached: {(failure.InnerException ?? failure).Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
            }
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } when date - time.GetUtcNow() is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            body.Write(buffer, 0, count);
            if (body.Length > MostBytes) return null;
        }

        return Encoding.UTF8.GetString(body.ToArray());
    }

    /// <summary>Waits until this service may be asked again. Those who wait go one after another.</summary>
    private async Task TakeTurnAsync(string authority, CancellationToken cancellation)
    {
        var turn = _turns.GetOrAdd(authority, _ => new Turn());
        await turn.Gate.WaitAsync(cancellation);
        try
        {
            var wait = turn.Last is { } last ? TimeSpan.FromSeconds(1.0 / lookup.Value.RequestsPerSecond) - time.GetElapsedTime(last) : TimeSpan.Zero;
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellation);
            turn.Last = time.GetTimestamp();
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long? Last { get; set; }
    }
}
