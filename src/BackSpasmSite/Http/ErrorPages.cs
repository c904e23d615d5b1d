using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;

namespace BackSpasmSite.Http;

/// <summary>An answer without content becomes a page that helps, and so does an exception nobody expected.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/error/500");
        app.Use(EndBrokenOffAsync);
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use(AnswerAsync);
    }

    /// <summary>
    /// A request that the reader or the end of the site broke off is no fault: nobody is there to read an answer. The exception
    /// may come before the framework marks the request as broken off, and would count as a fault then.
    /// </summary>
    private static async Task EndBrokenOffAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (IsBrokenOff(failure, context) && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    }

    private static bool IsBrokenOff(Exception failure, HttpContext context) =>
        failure is ConnectionAbortedException or ConnectionResetException ||
        (failure is OperationCanceledException && (context.RequestAborted.IsCancellationRequested ||
            context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var isError = context.Features.Get<IStatusCodeReExecuteFeature>() is not null ||
                      context.Features.Get<IExceptionHandlerPathFeature>() is not null;
        if (!isError && context.Request.Path.StartsWithSegments("/error"))
        {
            // The pages of errors are no addresses of their own.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var method = context.Request.Method;
        if (isError && !HttpMethods.IsHead(method))
        {
            // The page about a wrong method is itself one that can only be read. The framework has chosen an endpoint
            // by the old method before it comes here, so that choice is taken back.
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
