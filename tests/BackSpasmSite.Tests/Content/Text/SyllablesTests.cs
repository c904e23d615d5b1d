using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Text;

/// <summary>Counted words, most of them from our own articles.</summary>
public sealed class SyllablesTests
{
    /// <summary>
    /// How many syllables the words of a line have, by the first pronunciation in the CMU Pronouncing Dictionary. They are words of the
    /// shipped articles with four letters or more: every third of one syllable, every second of two, and all that have more.
    /// </summary>
    private const string Known = """
        1 ache arms backed bath been best blame bone both bouts breath bring brought bulge
        1 call came cause change checks choice claims climb close cold cool cost count crack
        1 cramps creams cure dashed deaths does down drink drops ease eight fact fall fear
        1 feels felt firm five flakes foam force four friend full gave give goes grip
        1 group guard guns hands harm hear heel helped here hills holds hurt joins judge
        1 just kind knees know lack lasts leans leave legs lets lifts line links lists
        1 locks looked loss made makes match meant mixed more moved must names neck nerve
        1 next nine note ones page pale pass patch picked pins plan points pressed pull
        1 puts race ranged rates rest ride risk rolls round rubs safe salts scan seemed
        1 sees sense sets share shifts shoes should shown sick sign skin sleep small sold
        1 some sore source speed spine spot squeezed stands stay steps stood stops strains stretch
        1 strong sure takes task teeth term that then they thin think this three tilt
        1 times tongue touch treat turn twist view wake wall warms watched wear weigh went
        1 when while whom with work worn would write year your
        2 about across acute adding adult advance advise afar again agree alike allows alone also
        2 among answers appears argued asking aspirin athletes authors awake awkward balance because began begins
        2 being belong beside between bias blanket bloated body bottles bowel briskly broken bundle buttock
        2 cancer careful cases certain changing chronic clearer clearly clinics collapse column coming compared confused
        2 costly covered cushioned damage deeper delay destroy disease doctor doing drawings driving drowsy during
        2 eases effect effort empties enough errors events expect explain factors fairly favour fever figure
        2 findings fluid followed foretold forward frighten further gentle getting going growing guideline hamstrings happens
        2 having healthy higher illness impact improved includes inflamed injured instead inward keeping kidneys knowing
        2 lasting leaflet lessons levelled likely limits listened liver longest losing lowered mainly makers manage
        2 massage matters measured midwife minute mirror misuse money morphine movement muscle myself needed neither
        2 newer normal nothing number numbness older onto ordered others outings outside package paper passage
        2 passing pelvic people perhaps pickle pillow poorer postures predict pregnant presses pressure prevents problems
        2 promise proven quicker rarer reading reason release relief report return rollers rubbing runners safely
        2 safety second sentence sessions settled seven sharpens sideways simply sitting sleeping slightly slowly softer
        2 something spasm special spotted standing staying steeply steroids stiffness story stretches studied study suggests
        2 supports swallow swollen syndrome table tablets taking teaching tempting tested thirsty tilted tissue training
        2 treatment trigger ulcer under unless unlock until upsets urine varied vessel vomit walking wary
        2 weaker weakness whether within women worried worry written yourself
        3 accident advises afterwards alcohol already anecdote another anyone anything anyway bananas behaviour benefit breastfeeding
        3 certainty clinicians company concluded condition conditions confidence confusion corrected department discourage distances distracted dizziness
        3 earlier easier easily eleven everyday everyone evidence examined example exercise genitals heavier idea ideas
        3 imbalance important inactive included infection injected injuries injury limited manual median medicine medicines memory
        3 moderate nobody opening opinion otherwise overall overuse overview painkiller painkillers periods pharmacist popular position
        3 positions pregnancy prescription prevented prevention protection quality reaction reassured recently recommend recover recovered referral
        3 registered regular related remedies remedy reported serious sexual shivering sleepiness sodium specialist specific surgery
        3 surgical suspected therapist therapists therapy together uncertain uncommon unequal unlikely unsteady unwanted usual volunteers
        3 vomiting whatever
        4 activity acupuncture anterior chiropractors comfortable diabetes emergencies emergency essentially exercises ibuprofen kilometres magnesium military
        4 minority noticeable operation particular reassurance significant situation stability
        5 degeneration disability editorial examination inflammatory investigators manipulation physiologist recreational
        6 benzodiazepine
        """;

    /// <summary>Words of medicine that the dictionary lacks, counted by ear.</summary>
    private const string Medical = """
        2 insole spasms soreness
        3 opioid opioids relaxant relaxants randomised analysed
        4 sciatica
        5 mobilisation paracetamol physiotherapy intervertebral
        6 musculoskeletal
        7 anti-inflammatory
        """;

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_has_as_many_syllables_as_a_dictionary_says(string word, int syllables) => Assert.Equal(syllables, Syllables.Of(word));

    [Fact]
    public void Enough_words_are_tried() => Assert.True(Words().Count() > 200);

    [Theory]
    [InlineData("don’t", 1)]
    [InlineData("well-known", 2)]
    [InlineData("SPASM", 2)]
    [InlineData("20", 1)]
    [InlineData("n", 1)]
    public void Marks_capitals_and_numbers_do_not_mislead_it(string word, int syllables) => Assert.Equal(syllables, Syllables.Of(word));

    public static IEnumerable<TheoryDataRow<string, int>> Words() =>
        from line in $"{Known}\n{Medical}".Split('\n', StringSplitOptions.TrimEntries)
        let words = line.Split(' ')
        from word in words.Skip(1)
        select new TheoryDataRow<string, int>(word, int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture));
}
