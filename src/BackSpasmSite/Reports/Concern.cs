namespace BackSpasmSite.Reports;

/// <summary>What a reader says is wrong.</summary>
internal enum Concern
{
    Harmful,
    Inaccurate,
    OutOfDate,
    Questionable,
    Other,
}

/// <summary>A concern as the form and the database write it, and in words for people.</summary>
internal static class Concerns
{
    /// <summary>In the order of the form, the most urgent first.</summary>
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

    /// <summary>Null for an unknown token.</summary>
    public static Concern? Parse(string? token) => All.Cast<Concern?>().FirstOrDefault(concern => Token(concern!.Value) == token);
}
