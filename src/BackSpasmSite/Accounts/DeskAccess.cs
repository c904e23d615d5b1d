using Microsoft.AspNetCore.Authorization;

namespace BackSpasmSite.Accounts;

/// <summary>
/// Part of the desk's policy: editors may do everything; reviewers may read, and send only the forms of pages with
/// <see cref="ReviewersMayAttribute"/>. So a new form is for editors until somebody decides otherwise.
/// </summary>
internal sealed class DeskAccess : IAuthorizationRequirement;

internal sealed class DeskAccessHandler : AuthorizationHandler<DeskAccess>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DeskAccess requirement)
    {
        if (context.User.IsInRole(EditorRoles.Editor) || (context.Resource is HttpContext http && MayReviewers(http))) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool MayReviewers(HttpContext http)
    {
        var page = http.GetEndpoint()?.Metadata;
        var isReading = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return isReading ? page?.GetMetadata<EditorsOnlyAttribute>() is null : page?.GetMetadata<ReviewersMayAttribute>() is not null;
    }
}

/// <summary>Marks a page whose forms reviewers may send too.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ReviewersMayAttribute : Attribute;

/// <summary>Marks a page that is only a form for editors, with nothing to read.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EditorsOnlyAttribute : Attribute;

/// <summary>A form that was refused or could not be saved, so that the page that says so can hand back what was typed.</summary>
/// <param name="Address">To which it can be sent again.</param>
/// <param name="IsSignIn">It has a password or a code in it, and may carry another form.</param>
internal sealed record RefusedForm(IFormCollection Fields, string Address, bool IsSignIn);
