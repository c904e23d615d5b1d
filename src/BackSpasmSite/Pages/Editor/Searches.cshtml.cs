using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Search;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Lists the words that readers searched and nothing has.</summary>
internal sealed class SearchesModel(CurrentEdition current, IOptions<SiteOptions> options, SearchMisses misses) : DeskPage(current, options)
{
    public bool IsOn => misses.IsOn;

    public IReadOnlyList<(string Word, int Count)> Words { get; } = misses.List();

    public override string Title => "Words not found";
}
