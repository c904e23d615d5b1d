using BackSpasmSite.Accounts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// Leaves an element with <c>editors-only</c> out of the page for everybody else: a button that would be refused promises something. The
/// layout says why; the server refuses regardless of what a page shows.
/// </summary>
[HtmlTargetElement(Attributes = Name)]
public sealed class EditorsOnlyTagHelper : TagHelper
{
    private const string Name = "editors-only";

    /// <summary>Set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override int Order => int.MinValue;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll(Name);
        if (!ViewContext.HttpContext.User.IsInRole(EditorRoles.Editor)) output.SuppressOutput();
    }
}
