using NJsonSchema;

namespace BackSpasmSite.Tests.Content.Diagnostics;

/// <summary>The schema of SARIF 2.1.0 (errata 01), as OASIS publishes it, kept here so that no test needs a network.</summary>
internal static class SarifSchema
{
    /// <summary>What in a log breaks the schema, each with its place.</summary>
    public static async Task<IReadOnlyList<string>> BrokenAsync(string log)
    {
        using var stream = typeof(SarifSchema).Assembly.GetManifestResourceStream("sarif-schema-2.1.0.json")!;
        using var reader = new StreamReader(stream);
        var schema = await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync());
        return [.. schema.Validate(log).Select(error => error.ToString())];
    }
}
