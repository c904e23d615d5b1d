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

/// <summary>How a concern is written: in the form and the database, and for people.</summary>
internal static class Concerns
{
    /// <summary>In the order of the form: what could hurt comes first.</summary>
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

    /// <summary>Null for a token that names no concern.</summary>
    public static Concern? Parse(string? token) => All.Cast<Concern?>().FirstOrDefault(concern => Token(concern!.Value) == token);
}
