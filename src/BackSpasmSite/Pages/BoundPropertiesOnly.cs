using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace BackSpasmSite.Pages;

/// <summary>
/// Describes only properties that are bound to a request. The framework reads the attributes of every property of every page, which took
/// more than half of the time from <c>Main</c> to the first request.
/// </summary>
internal sealed class BoundPropertiesOnly(IPageApplicationModelPartsProvider framework) : IPageApplicationModelPartsProvider
{
    public static void AddTo(IServiceCollection services)
    {
        var framework = services.Last(service => service.ServiceType == typeof(IPageApplicationModelPartsProvider));
        services.Remove(framework);
        services.AddSingleton<IPageApplicationModelPartsProvider>(provider => new BoundPropertiesOnly(
            (IPageApplicationModelPartsProvider)ActivatorUtilities.CreateInstance(provider, framework.ImplementationType!)));
    }

    // The framework skips a property without a model, although the interface does not say so.
    public PagePropertyModel CreatePropertyModel(PropertyInfo property) => IsBound(property) ? framework.CreatePropertyModel(property) : null!;

    public PageHandlerModel? CreateHandlerModel(MethodInfo method) => framework.CreateHandlerModel(method);

    public PageParameterModel CreateParameterModel(ParameterInfo parameter) => framework.CreateParameterModel(parameter);

    public bool IsHandler(MethodInfo methodInfo) => framework.IsHandler(methodInfo);

    /// <summary>Looks only at the attributes' types: creating attributes is the slow part.</summary>
    private static bool IsBound(PropertyInfo property) =>
        property.CustomAttributes.Any(attribute => typeof(IBindingSourceMetadata).IsAssignableFrom(attribute.AttributeType) ||
            attribute.AttributeType == typeof(BindPropertyAttribute)) || property.DeclaringType!.IsDefined(typeof(BindPropertiesAttribute), inherit: true);
}
