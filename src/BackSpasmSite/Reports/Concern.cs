namespace BackSpasmSite.Reports;

internal enum Concern
{
    Harmful,
    Inaccurate,
    OutOfDate,
    Questionable,
    Other,
}

/// <summary>Tokens are for the form and the database, words for people.</summary>
internal static class Concerns
{
    public static IReadOnlyList<Concern> All { get; } = Enum.GetValues<Concern>();

    public static string Token(Concern concern) => concern switch
    {
        Concern.Harmful => "harmful",
        Concern.Inaccurate => "inaccurate",
        Concern.OutOfDate => "out-of-date",
        Concern.Questionable => "questionable",
        _ => "other",
    };

    public static string Words(Concern concern) => concern switch
    {
        Concern.Harmful => "It could hurt someone",
        Concern.Inaccurate => "It is not accurate",
        Concern.OutOfDate => "It is out of date",
        Concern.Questionable => "I doubt it",
        _ => "Something else",
    };

    public static Concern? Parse(string? token) => All.Cast<Concern?>().FirstOrDefault(concern => Token(concern!.Value) == token);
}
