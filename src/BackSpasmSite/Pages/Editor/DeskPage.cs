using BackSpasmSite.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// What the desk's layout asks of every page below <c>/editor</c>. Who is let in, and that nothing is kept by a cache,
/// is settled before a page runs.
/// </summary>
internal abstract class DeskPage(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    /// <summary>A new edition takes less than a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private CurrentEdition Current { get; } = current;

    /// <summary>The name of the editor who is signed in; null on the pages that lead there.</summary>
    public string? SignedIn => User.Identity is { IsAuthenticated: true, Name: var name } ? name : null;

    /// <summary>303: the answer to what was sent stands at another address, which is safe to load again.</summary>
    protected StatusCodeResult SeeOther(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Waits until readers have what was saved, so that the next page does not show the editor what stood there before.</summary>
    protected async Task WaitForReadersAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await Current.WaitForOtherThanAsync(Edition?.Hash ?? "", patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It is saved all the same, and readers have it a little later.
        }
    }
}
