using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests;

/// <summary>
/// Framework services that hold nothing but metadata read from the types of pages and models. All sites of a run share them, because
/// reading it again took about half of the time for a site's start and first page.
/// </summary>
internal static class SharedFramework
{
    private static readonly Lazy<ServiceProvider> Services = new(Build);

    public static void AddTo(IServiceCollection services) => services
        .AddSingleton(Services.Value.GetRequiredService<IModelMetadataProvider>())
        .AddSingleton(Services.Value.GetRequiredService<IRazorPageActivator>());

    private static ServiceProvider Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddSite();
        return builder.Services.BuildServiceProvider();
    }
}
