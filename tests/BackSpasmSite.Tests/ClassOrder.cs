using Xunit.Sdk;

namespace BackSpasmSite.Tests;

/// <summary>The order in which test classes begin.</summary>
internal static class ClassOrder
{
    /// <param name="classes">Each is a collection of its own.</param>
    /// <param name="first">The names of those that begin first, in this order. A class nested in one counts too.</param>
    /// <param name="last">The names of those that begin last.</param>
    public static IReadOnlyCollection<T> Of<T>(IReadOnlyCollection<T> classes, string[] first, params string[] last)
        where T : ITestCollection
    {
        return [.. classes.OrderBy(Place)];

        int Place(T collection)
        {
            var place = Array.FindIndex(first, name => Is(collection, name));
            return place >= 0 ? place : Array.Exists(last, name => Is(collection, name)) ? int.MaxValue : first.Length;
        }
    }

    private static bool Is(ITestCollection collection, string name) =>
        collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal) || collection.TestCollectionDisplayName.Contains($".{name}+", StringComparison.Ordinal);
}
