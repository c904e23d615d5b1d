using BackSpasmSite.Accounts;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// A form whose token does not go with the browser's cookie, as when another window has fetched a newer one, is handed back with a new token
/// if it holds an editor's words: submitting it again is the editor's decision. A form without a token never came from here and stays refused.
/// </summary>
internal sealed class StaleFormFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.Result is not IAntiforgeryValidationFailedResult || !request.HasFormContentType || request.Form[KeptForm.Token].Count == 0) return;
        var isCarried = KeptForm.Carried(request.Form, null) is not null;
        if (isCarried || context.ActionDescriptor.EndpointMetadata.OfType<KeepsWordsAttribute>().Any())
            context.Result = new RedirectResult(ReturnAddress.After("/editor/sign-in-again", isCarried ? request.Query["return"] : request.GetEncodedPathAndQuery()), permanent: false, preserveMethod: true);
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
