using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BackSpasmSite.Content;

namespace BackSpasmSite.Http;

/// <summary>Development only: tells an open page when it is out of date.</summary>
internal static class LiveReload
{
    public static IEndpointConventionBuilder MapLiveReload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/dev/changes", (string edition, CurrentEdition current, IHostApplicationLifetime life, CancellationToken aborted) =>
            TypedResults.ServerSentEvents(Changes(edition, current, life.ApplicationStopping, aborted)));

    /// <param name="printed">The edition the page was rendered from, so that no change before the connection is missed.</param>
    /// <param name="stopping">Without it, an open page would delay the shutdown.</param>
    private static async IAsyncEnumerable<SseItem<string>> Changes(
        string printed,
        CurrentEdition current,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        yield return new SseItem<string>(printed, "waiting");
        while (await NextAsync(printed, current, either.Token) is { } edition)
        {
            printed = edition.Hash;
            yield return new SseItem<string>(printed);
        }
    }

    private static async Task<Edition?> NextAsync(string printed, CurrentEdition current, CancellationToken cancellation)
    {
        try
        {
            return await current.WaitForOtherThanAsync(printed, cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
