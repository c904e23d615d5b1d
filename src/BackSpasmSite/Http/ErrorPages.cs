using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;

namespace BackSpasmSite.Http;

internal static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/error/500");
        app.Use(EndAbortedAsync);
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use(AnswerAsync);
    }

    /// <summary>
    /// A request aborted by the client or the shutdown is not an error, but would be logged as one if the exception arrives before the
    /// framework marks the request as aborted.
    /// </summary>
    private static async Task EndAbortedAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (IsAborted(failure, context) && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    }

    private static bool IsAborted(Exception failure, HttpContext context) =>
        failure is ConnectionAbortedException or ConnectionResetException ||
        (failure is OperationCanceledException && (context.RequestAborted.IsCancellationRequested ||
            context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var isError = context.Features.Get<IStatusCodeReExecuteFeature>() is not null ||
                      context.Features.Get<IExceptionHandlerPathFeature>() is not null;
        if (!isError && context.Request.Path.StartsWithSegments("/error"))
        {
            // Error pages have no address of their own.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var method = context.Request.Method;
        if (isError && !HttpMethods.IsHead(method))
        {
            // Error pages take GET only, also when the method is the error. The endpoint was chosen by the original method, so choose again.
            context.Request.Method = HttpMethods.Get;
            context.SetEndpoint(null);
        }

        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
        }
    }
}
