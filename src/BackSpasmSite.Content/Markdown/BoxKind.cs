namespace BackSpasmSite.Content.Markdown;

/// <summary>A kind of box authors can write.</summary>
/// <param name="Name">After the colons, such as <c>get-help-now</c>.</param>
/// <param name="Title">The words above it.</param>
internal sealed record BoxKind(string Name, string Title)
{
    public static BoxKind GetHelpNow { get; } = new("get-help-now", "Get help now");

    public static IReadOnlyList<BoxKind> All { get; } =
        [GetHelpNow, new("note", "Note"), new("do", "Do"), new("dont", "Don’t")];

    public static BoxKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}
