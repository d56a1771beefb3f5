package org.groundswell.pledge;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ends of host names: every country's, and those of IANA's root zone database that
 * are in wide use.
 */
final class TopLevelDomains {

    /** No words, so that they need no second look. */
    private static final Set<String> PLAIN = words("""
            ac aero arpa asia biz bzh co com coop cymru dev edu eu gmbh gov icu inc info int io ltd llc mil
            mobi net ngo nhs nyc ong onl org plc su uk xxx xyz
            """);

    private static final Set<String> WORDS = words("""
            academy accountant accountants actor adult africa agency amsterdam apartments art associates attorney
            auction audio auto band bar beauty beer berlin best bet bible bid bike bingo bio blog blue boo boutique
            broker build builders business buzz cab cafe cam camera camp capital car cards care careers cars casa cash
            casino catering center ceo charity chat cheap church city claims cleaning click clinic clothing cloud club
            coach codes coffee college community company computer condos construction consulting contact contractors
            cooking cool country coupons courses credit creditcard cricket cruises cyou dad dance date dating day deal
            deals degree delivery democrat dental dentist design diamonds diet digital direct directory discount doctor
            dog domains download earth eat education email energy engineer engineering enterprises equipment estate
            events exchange expert exposed express fail faith family fan fans farm fashion film finance financial fish
            fishing fit fitness flights florist flowers foo football forsale forum foundation fun fund furniture futbol
            fyi gallery game games garden gift gifts gives giving glass global gold golf graphics gratis green gripe
            group guide guitars guru hair haus health healthcare help hiphop hockey holdings holiday homes horse
            hospital host hosting hot hotel house how immo immobilien industries ink institute insurance insure
            international investments irish jetzt jewelry jobs kaufen kim kitchen kids land lat law lawyer lease legal
            lgbt life lighting limited limo link live living loan loans lol london love luxury maison makeup management
            map market marketing markets mba media melbourne meme memorial men menu miami moda moe mom money monster
            mortgage mov movie museum music name navy network new news ninja now one online ooo organic page paris
            partners parts party pet pharmacy phd photo photography photos physio pics pictures pink pizza place play
            plumbing plus poker porn post press pro productions prof promo properties property protection pub qpon
            quebec racing realty recipes red rehab reise reisen rent rentals repair report republican rest restaurant
            review reviews rich rip rocks rodeo run sale salon sarl save school schule science scot security select
            services sex sexy shiksha shoes shop shopping show singles site skin ski soccer social software solar
            solutions space sport spot storage store stream studio study style sucks supplies supply support surf
            surgery sydney systems tattoo tax taxi team tech technology tennis theater theatre tickets tienda tips
            tires tirol today tokyo tools top tours town toys trade trading training travel tube university uno
            vacations vegas ventures vet viajes video villas vin vision vodka vote voting voyage wales wang watch
            webcam website wedding wien win wine work works world wtf yachts yoga you zip zone vip wiki cat app tel
            """);

    /** In other scripts, plain as the text that they are looked for in. */
    private static final Set<String> OF_OTHER_SCRIPTS = words(PlainText
        .of("""
                рф рус онлайн сайт орг ком дети москва бел срб укр мкд мон қаз ею бг ελ ευ გე հայ ישראל קום
                السعودية مصر امارات ایران ايران المغرب الاردن الجزائر تونس قطر عمان سورية سوريا فلسطين پاکستان پاكستان
                العراق بازار شبكة موقع كوم عرب بھارت
                भारत भारतम् भारोत संगठन नेट कॉम ভারত বাংলা ਭਾਰਤ ભારત இந்தியா இலங்கை சிங்கப்பூர் భారత్ ಭಾರತ ഭാരതം ලංකා ไทย คอม ລາວ
                中国 中國 香港 台湾 台灣 新加坡 澳門 澳门 公司 网络 网址 在线 中文网 商城 移动 我爱你 みんな コム 닷컴 닷넷 한국 삼성
                """));

    private static final Set<String> COUNTRIES = Stream.of(Locale.getISOCountries())
        .map(country -> country.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());

    private TopLevelDomains() {
    }

    private static Set<String> words(String list) {
        return Stream.of(list.trim().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    static boolean contains(String label) {
        var top = label.toLowerCase(Locale.ROOT);
        return PLAIN.contains(top) || isCommonWord(top) || OF_OTHER_SCRIPTS.contains(top) || top.startsWith("xn--");
    }

    /** Whether it could as well be a word: "it", "care", "so", "today". */
    static boolean isCommonWord(String label) {
        var top = label.toLowerCase(Locale.ROOT);
        return !PLAIN.contains(top) && (COUNTRIES.contains(top) || WORDS.contains(top));
    }

}
