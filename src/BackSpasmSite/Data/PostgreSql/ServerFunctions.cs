using System.Globalization;
using System.Text;

namespace BackSpasmSite.Data.PostgreSql;

/// <summary>
/// SQL for what the model can't express: the search through reports (<see cref="SiteDbContext.Holds"/>), the rule that history is
/// append-only, the notice that other replicas wait for, and the key they share for a day.
/// </summary>
internal static class ServerFunctions
{
    /// <summary>The channel on which the server tells that holds have changed.</summary>
    public const string HoldsChanged = "holds_changed";

    /// <summary>
    /// Folds as <see cref="SearchFunction"/> does. The index is of all groups of three letters, so that words are found inside texts; only the
    /// longest word is looked up, and the others are compared with what it finds. Each function names the schema of those it
    /// calls, because no schema is searched while a backup is restored.
    /// </summary>
    public static string Create { get; } =
        $$"""
        CREATE EXTENSION IF NOT EXISTS pg_trgm;

        DO $do$ BEGIN EXECUTE replace($sql$
            CREATE FUNCTION folded(text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                SELECT CASE WHEN octet_length(text) = char_length(text) THEN lower(text COLLATE "C")
                    ELSE (translate(lower(regexp_replace(normalize(text, NFD), '[{{NonSpacingMarks()}}]', '', 'g') COLLATE "und-x-icu"),
                        '‘’‚‛“”„‟‐‑‒–—―ς', E'\'\'\'\'\x22\x22\x22\x22------σ')) COLLATE "C" END
            $$;

            CREATE FUNCTION folded(one text, two text, three text, four text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT schema.folded(coalesce(one, '') || E'\n' || coalesce(two, '') || E'\n' || coalesce(three, '') || E'\n' || coalesce(four, ''))
            $$;

            CREATE FUNCTION like_patterns(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                SELECT array_agg('%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%' ORDER BY char_length(word) DESC) FROM unnest(string_to_array(words, E'\n')) AS word
            $$;

            CREATE FUNCTION holds(words text, one text, two text, three text, four text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT schema.folded(one, two, three, four) LIKE (schema.like_patterns(words))[1] AND schema.folded(one, two, three, four) LIKE ALL (schema.like_patterns(words))
            $$;
        $sql$, 'schema.', quote_ident(current_schema()) || '.'); END $do$;

        -- Small enough that counting a million reports by state reads a few megabytes.
        CREATE INDEX "IX_Reports_StateArticle" ON "Reports" ("State", "Article");
        CREATE INDEX "IX_Reports_Words" ON "Reports" USING gin (folded("Message", "Quote", "Answer", "Note") gin_trgm_ops);

        CREATE UNLOGGED TABLE client_keys (day date PRIMARY KEY, key bytea NOT NULL);

        CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'The rows of % are only added to.', TG_TABLE_NAME; END
        $$;
        CREATE TRIGGER "AuditRecordsKeep" BEFORE UPDATE OR DELETE ON "AuditRecords" FOR EACH ROW EXECUTE FUNCTION only_added_to();
        CREATE TRIGGER "AuditRecordsStay" BEFORE TRUNCATE ON "AuditRecords" FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();
        CREATE TRIGGER "DeskEventsKeep" BEFORE UPDATE OR DELETE ON "DeskEvents" FOR EACH ROW EXECUTE FUNCTION only_added_to();
        CREATE TRIGGER "DeskEventsStay" BEFORE TRUNCATE ON "DeskEvents" FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

        CREATE FUNCTION holds_changed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_notify('{{HoldsChanged}}', ''); RETURN NULL; END
        $$;
        CREATE TRIGGER "HoldsChanged" AFTER INSERT OR UPDATE OR DELETE ON "Holds" FOR EACH STATEMENT EXECUTE FUNCTION holds_changed();
        CREATE TRIGGER "HoldLiftsChanged" AFTER INSERT OR UPDATE OR DELETE ON "HoldLifts" FOR EACH STATEMENT EXECUTE FUNCTION holds_changed();
        """;

    /// <summary>The ranges of a class in a regular expression, because the server's have none for accents.</summary>
    private static string NonSpacingMarks()
    {
        var ranges = new StringBuilder();
        for (var first = 0; first <= char.MaxValue; first++)
        {
            var last = first;
            while (last <= char.MaxValue && CharUnicodeInfo.GetUnicodeCategory((char)last) is UnicodeCategory.NonSpacingMark) last++;
            if (last == first) continue;
            ranges.Append(CultureInfo.InvariantCulture, $@"\u{first:x4}-\u{last - 1:x4}");
            first = last;
        }

        return ranges.ToString();
    }
}
