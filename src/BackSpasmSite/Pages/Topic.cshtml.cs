using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition(HasPages = true)]
internal sealed class TopicModel(CurrentEdition current, IOptions<SiteOptions> options) : ListPage<Article>(current, options)
{
    public Topic Topic { get; private set; } = null!;

    public override string Name => Topic.Name;
    public override string Description => $"Articles on {Edition!.Site.Name} about this topic: {Topic.Name}.";
    protected override Breadcrumbs Way => Breadcrumbs.To(Topic);

    public IActionResult OnGet(string topic)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (!Edition.Lists.ByTopic.TryGetValue(topic, out var found)) return NotFound();

        Topic = found;
        return Show(found.Articles, found.Address);
    }
}
