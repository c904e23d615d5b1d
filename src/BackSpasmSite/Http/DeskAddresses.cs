namespace BackSpasmSite.Http;

/// <summary>Where the desk is, as far as headers and methods go.</summary>
internal static class DeskAddresses
{
    /// <summary>As a route in <see cref="ReadingMethods.OnlyForReading"/>: the desk and everything below it.</summary>
    public const string All = "/editor/*";

    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    public static bool Has(PathString path) => path.StartsWithSegments("/editor");
}
